// What is chosen, kept in the address after #, so that every view can be bookmarked and gone back to.

const DEFAULTS = {
  actor: "", pair: "", relation: "", q: "", class: "", status: "asserted", type: "", kind: "", country: "",
  source: "", since: "", until: "", min: "", explicit: "", sort: "", page: "",
};
const FILTERS = ["q", "class", "status", "type", "kind", "country", "source", "since", "until", "min", "explicit"];

// A bare « # » would send the reader to the top of the page and the keyboard with it.
const OPENING = "#-";

let state = { ...DEFAULTS };

/** The state that an address tells; what it does not name is as when the report opens. */
function parsed(hash) {
  const found = { ...DEFAULTS };
  for (const [name, value] of new URLSearchParams(hash.replace(/^#/, ""))) {
    if (name in DEFAULTS) found[name] = value;
  }
  return found;
}

/** The address of a state, from `#` on. */
function address(changes, from = state) {
  const next = { ...from, ...changes };
  const named = Object.entries(next).filter(([name, value]) => value !== DEFAULTS[name]);
  return named.length ? `#${new URLSearchParams(named)}` : OPENING;
}

/** Go to a state: a step that the back button undoes, or (`quietly`) in the place of this one. */
function go(changes, quietly = false) {
  const reset = "page" in changes || "relation" in changes ? {} : { page: "" };
  const hash = address({ ...reset, ...changes });
  if (hash === (location.hash || OPENING)) return;
  if (quietly) location.replace(hash);
  else location.hash = hash;
}

function pairKey(first, second) {
  return first.id < second.id ? `${first.id}~${second.id}` : `${second.id}~${first.id}`;
}

/** The two actors of the chosen pair, or null. */
function chosenPair() {
  const [first, second] = state.pair.split("~").map((id) => actorById.get(id));
  return first && second ? [first, second] : null;
}
