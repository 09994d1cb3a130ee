// `node compress.mjs FILE…` writes FILE.br and FILE.gz beside each, as hosts that compress once do.
import fs from "node:fs";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

for (const file of process.argv.slice(2)) {
  const data = fs.readFileSync(file);
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_LGWIN]: 24,
    [constants.BROTLI_PARAM_SIZE_HINT]: data.length,
  };
  fs.writeFileSync(`${file}.br`, brotliCompressSync(data, { params }));
  fs.writeFileSync(`${file}.gz`, gzipSync(data, { level: 9 }));
}
