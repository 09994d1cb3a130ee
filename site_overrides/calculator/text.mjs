// The text of a file of this site, for what is fetched when it is wanted.

const SILENCE = 10_000; // ms

// Rejects where the file is not there, and where nothing of it comes for long. What comes slowly is waited for.
export async function text(address) {
  const limit = new AbortController();
  let timer = 0;
  const heard = () => {
    clearTimeout(timer);
    timer = setTimeout(() => limit.abort(), SILENCE);
  };
  heard();
  try {
    const response = await fetch(address, { signal: limit.signal });
    if (!response.ok) throw new Error(`${response.url} answered ${response.status}`);
    const decoder = new TextDecoder();
    const reader = response.body.getReader();
    let found = "";
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      heard();
      found += decoder.decode(next.value, { stream: true });
    }
    return found + decoder.decode();
  } finally {
    clearTimeout(timer);
  }
}
