// The language of the page, numbers and dates in it, and comparison without accents.

const WORDS = JSON.parse(byId("words").textContent);
let language = kept("entente.language") === "en" ? "en" : "fr";

/** What this browser keeps under a name; null where it keeps nothing. */
function kept(name) {
  try {
    return localStorage.getItem(name);
  } catch {
    return null; // storage is barred: the page works all the same
  }
}

/** Keep a value; whether the browser did. */
function keep(name, value) {
  try {
    localStorage.setItem(name, value);
    return true;
  } catch {
    return false;
  }
}

/** The words for `key`, with `{name}` filled from `values`. */
function t(key, values = {}) {
  const words = WORDS[language][key] ?? key;
  return words.replace(/\{(\w+)\}/g, (_, name) => {
    const value = values[name];
    return typeof value === "number" ? number(value) : value;
  });
}

/** The words for `key` in the number that `n` asks for. */
function tn(key, n) {
  const rule = new Intl.PluralRules(language).select(n) === "one" ? "one" : "other";
  return t(`${key}.${rule}`, { n });
}

function number(value, digits = 0) {
  return value.toLocaleString(language, { minimumFractionDigits: digits, maximumFractionDigits: 2 });
}

/** An ISO date of any precision as people write it. */
function when(iso) {
  const parts = iso.split("-").map(Number);
  if (!iso || parts.some(Number.isNaN)) return iso;
  const options = [{ year: "numeric" }, { year: "numeric", month: "short" }, { dateStyle: "medium" }][parts.length - 1];
  const date = new Date(Date.UTC(parts[0], (parts[1] ?? 1) - 1, parts[2] ?? 1));
  return new Intl.DateTimeFormat(language, { ...options, timeZone: "UTC" }).format(date);
}

/** Letters as they are compared: no case, no accents, one kind of apostrophe. */
function fold(words) {
  return words.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[’`]/g, "'").toLowerCase();
}
