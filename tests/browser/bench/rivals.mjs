// Key → MD5 → shard in JavaScript, as fast as the libraries allow: what our WebAssembly is measured against.
// Runs in the page. The keys, the shards and the answer (the sum of the shards' numbers) are those of
// `src/bench.rs`, so every contestant proves that it did the same work.

import { createMD5 } from "/npm/hash-wasm/dist/index.esm.min.js";
import { md5 } from "/npm/js-md5/build/md5.min.mjs";

const KEYS = 65_536;

export const keys = () => Array.from({ length: KEYS }, (_, i) => `user-${(i * 2_654_435_761) % 100_000_000}`);

// The first hash key of each of `count` even shards, as its four 32-bit words, most significant first.
function starts(count) {
  const step = (1n << 128n) / BigInt(count);
  const words = [0, 1, 2, 3].map(() => new Uint32Array(count));
  for (let shard = 0; shard < count; shard += 1) {
    const start = BigInt(shard) * step;
    words.forEach((column, word) => { column[shard] = Number((start >> BigInt(96 - 32 * word)) & 0xffff_ffffn); });
  }
  return words;
}

// The shard of a digest. Guesses from the top word, which even shards allow, and corrects by comparing: cheaper
// than a search, so that JavaScript is not slowed down by our choice of look-up.
function router(count) {
  const words = starts(count);
  const [top] = words;
  const scale = count / 2 ** 32;
  const below = (digest, shard) => {
    for (let word = 1; word < 4; word += 1) {
      const at = word * 4;
      const value = ((digest[at] << 24) | (digest[at + 1] << 16) | (digest[at + 2] << 8) | digest[at + 3]) >>> 0;
      if (value !== words[word][shard]) return value < words[word][shard];
    }
    return false;
  };
  const before = (digest, value, shard) => (value === top[shard] ? below(digest, shard) : value < top[shard]);
  return (digest) => {
    const value = ((digest[0] << 24) | (digest[1] << 16) | (digest[2] << 8) | digest[3]) >>> 0;
    let shard = Math.min(count - 1, Math.floor(value * scale));
    while (shard > 0 && before(digest, value, shard)) shard -= 1;
    while (shard + 1 < count && !before(digest, value, shard + 1)) shard += 1;
    return shard;
  };
}

function contest(digest, list, rounds, shards) {
  const route = router(shards);
  const start = performance.now();
  let answer = 0;
  for (let round = 0; round < rounds; round += 1) for (const key of list) answer += route(digest(key));
  return { answer: String(answer), seconds: (performance.now() - start) / 1000 };
}

const hasher = await createMD5();

export const rivals = {
  "js-md5": (list, rounds, shards) => contest((key) => md5.array(key), list, rounds, shards),
  "js-md5, ArrayBuffer": (list, rounds, shards) =>
    contest((key) => new Uint8Array(md5.arrayBuffer(key)), list, rounds, shards),
  "hash-wasm": (list, rounds, shards) => contest((key) => hasher.init().update(key).digest("binary"), list, rounds, shards),
};
