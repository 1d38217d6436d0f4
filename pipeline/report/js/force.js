// Where actors stand: as laid out when the report was written, else a spring layout without chance; labels apart.

const LABEL = { character: 6.9, one: 44, two: 57 };

/** The room that a node takes with its label: width and height. */
function room(node) {
  const { label } = node.actor;
  return [
    Math.max(34, LABEL.character * Math.max(...label.map((line) => line.length)) + 12),
    label.length > 1 ? LABEL.two : LABEL.one,
  ];
}

/** Give each of `nodes` an x and a y in a picture of this size; `links` are pairs of nodes. */
function arrange(nodes, links, width, height) {
  if (width > 700 && nodes.every((node) => node.actor.place)) for (const node of nodes) [node.x, node.y] = node.actor.place;
  else pack(parts(nodes, links), width / height);
  fit(nodes, width, height);
  apart(nodes, width, height);
}

/** The connected parts, the largest first, each laid out by itself. */
function parts(nodes, links) {
  const home = new Map(nodes.map((node) => [node, [node]]));
  for (const [a, b] of links) {
    const [into, from] = [home.get(a), home.get(b)];
    if (into === from) continue;
    for (const node of from) home.set(node, into);
    into.push(...from);
  }
  const found = [...new Set(home.values())].sort((a, b) => b.length - a.length);
  for (const part of found) settle(part, links.filter(([a]) => part.includes(a)));
  return found;
}

/** Springs along the links, every node pushing the others away, in a part somewhat wider than high. */
function settle(nodes, links) {
  const ideal = 105;
  const size = ideal * Math.sqrt(nodes.length);
  nodes.forEach((node, i) => {
    const angle = i * 2.399963; // the golden angle spreads any number of points evenly
    const radius = 0.6 * Math.sqrt(i / nodes.length);
    [node.x, node.y] = [1.5 * size * radius * Math.cos(angle), size * radius * Math.sin(angle)];
  });
  for (let step = 0; step < 300; step += 1) {
    const most = (0.1 * size * (300 - step)) / 300;
    for (const node of nodes) node.force = [-0.03 * node.x, -0.05 * node.y];
    for (let i = 0; i < nodes.length; i += 1) {
      for (let j = i + 1; j < nodes.length; j += 1) push(nodes[i], nodes[j], (d) => (ideal * ideal) / d / d);
    }
    for (const [a, b] of links) push(a, b, (d) => -d / ideal);
    for (const node of nodes) {
      const length = Math.hypot(...node.force) || 1;
      node.x += (node.force[0] / length) * Math.min(length, most);
      node.y += (node.force[1] / length) * Math.min(length, most);
    }
  }
  if (nodes.length === 2) [[nodes[0].y, nodes[1].y], [nodes[0].x, nodes[1].x]] = [[0, 0], [0, 1.5 * ideal]];
}

function push(a, b, strength) {
  const dx = a.x - b.x || 0.1;
  const dy = a.y - b.y || 0.1;
  const f = strength(Math.max(Math.hypot(dx, dy), 1));
  a.force[0] += dx * f;
  a.force[1] += dy * f;
  b.force[0] -= dx * f;
  b.force[1] -= dy * f;
}

/** Left, top, right and bottom of nodes with their labels. */
function box(nodes) {
  const sides = nodes.map((node) => {
    const [w, h] = room(node);
    return [node.x - w / 2, node.y - 16, node.x + w / 2, node.y + h - 16];
  });
  const all = (i, choose) => choose(...sides.map((side) => side[i]));
  return [all(0, Math.min), all(1, Math.min), all(2, Math.max), all(3, Math.max)];
}

/** Put the parts on shelves, in a picture about `shape` times as wide as high. */
function pack(found, shape) {
  const boxes = found.map(box);
  const area = boxes.reduce((sum, [l, t, r, b]) => sum + (r - l) * (b - t), 0);
  const limit = Math.max(Math.sqrt(area * shape), ...boxes.map(([l, , r]) => r - l));
  stretch(found[0], boxes, limit);
  let [x, y, shelf] = [0, 0, 0];
  found.forEach((part, i) => {
    const [l, t, r, b] = boxes[i];
    if (x && x + r - l > limit) [x, y, shelf] = [0, y + shelf, 0];
    for (const node of part) {
      node.x += x - l;
      node.y += y - t;
    }
    x += r - l;
    shelf = Math.max(shelf, b - t);
  });
}

/** Widen the largest part towards the whole width, where it has three actors or more. */
function stretch(part, boxes, limit) {
  const [l, t, r, b] = boxes[0];
  if (part.length < 3) return;
  const factor = Math.min(limit / (r - l), 1.7);
  for (const node of part) node.x = l + (node.x - l) * factor;
  boxes[0] = [l, t, l + (r - l) * factor, b];
}

/** Scale the places, each way by itself, to fill the picture. */
function fit(nodes, width, height) {
  const [l, t, r, b] = box(nodes);
  const inset = { x: 50, y: 24 };
  const scale = (size, used) => Math.min(size / Math.max(used, 1), 1.6);
  const sx = scale(width - 2 * inset.x, r - l - 2 * inset.x);
  const sy = scale(height - 2 * inset.y, b - t - 2 * inset.y);
  const middle = [(l + r) / 2, (t + b) / 2];
  for (const node of nodes) {
    node.x = width / 2 + (node.x - middle[0]) * sx;
    node.y = height / 2 + (node.y - middle[1]) * sy;
  }
}

/** Move nodes whose labels overlap apart along the shorter way, and keep all inside the picture. */
function apart(nodes, width, height) {
  for (let round = 0; round < 160; round += 1) {
    let moved = false;
    for (let i = 0; i < nodes.length; i += 1) {
      for (let j = i + 1; j < nodes.length; j += 1) moved = split(nodes[i], nodes[j]) || moved;
    }
    for (const node of nodes) {
      const [w, h] = room(node);
      node.x = Math.min(Math.max(node.x, w / 2 + 2), width - w / 2 - 2);
      node.y = Math.min(Math.max(node.y, 18), height - h + 12);
    }
    if (!moved) return;
  }
}

function split(a, b) {
  const [wa, ha] = room(a);
  const [wb, hb] = room(b);
  const overX = (wa + wb) / 2 - Math.abs(a.x - b.x);
  const overY = (a.y < b.y ? ha : hb) - Math.abs(a.y - b.y);
  if (overX <= 0 || overY <= 0) return false;
  const axis = overX < overY ? "x" : "y";
  const way = (a[axis] >= b[axis] ? 1 : -1) * (Math.min(overX, overY) / 2 + 0.5);
  a[axis] += way;
  b[axis] -= way;
  return true;
}
