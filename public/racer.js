// A worker: runs the options of a question to predict side by side and tells how far they are, so that the page answers
// meanwhile. It gets the order as one text, and is ended by whoever made it.

import init, { Race } from "../race.js";

const TELL_EVERY_MS = 60;

addEventListener("message", async ({ data }) => {
  try {
    await init({ module_or_path: new URL("../race_bg.wasm", import.meta.url) });
    const race = new Race(data);
    let over = false;
    while (!over) {
      const until = performance.now() + TELL_EVERY_MS;
      while (!over && performance.now() < until) over = race.step();
      postMessage({ lanes: race.lanes(), over });
      // Lets an order to stop come in.
      await new Promise((resume) => setTimeout(resume));
    }
  } catch (error) {
    postMessage({ problem: String(error?.message ?? error) });
  }
});
