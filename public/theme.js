// A theme that was chosen on an earlier visit holds from the first paint on. The app (`src/web/theme.rs`) stores it.
try {
  const theme = localStorage.getItem("shardscope/1/theme");
  if (theme) document.documentElement.dataset.theme = theme;
} catch {
  // A browser that remembers nothing follows the system's theme.
}
// What the address asks for decides which outline stands there until the app does.
document.documentElement.dataset.opens = location.hash.startsWith("#study") ? "study" : "bench";
