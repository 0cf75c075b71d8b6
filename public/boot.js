// Starts the app. A file of its own, because the page's content security policy forbids inline scripts.
// The build writes the names of the compiled files, which change with their content, into the script tag.

const tag = document.querySelector("script[data-wasm]");
const at = (name) => new URL(tag.dataset[name], document.baseURI).href;

function fail(error) {
  const boot = document.createElement("div");
  boot.id = "boot";
  boot.append(document.getElementById("boot-failed").content.cloneNode(true));
  boot.querySelector("[data-reason]").textContent = String(error?.message ?? error);
  // The app may have drawn half a page: what it left must not look like an answer.
  document.body.replaceChildren(boot);
  console.error("Shardscope could not start:", error);
}

try {
  const { default: init } = await import(at("js"));
  await init({ module_or_path: at("wasm") });
  document.getElementById("boot")?.remove();
} catch (error) {
  fail(error);
}
