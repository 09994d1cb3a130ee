// Patches Material 9.8, which knows nothing of Trusted Types: what it hands to the browser as plain text passes here. Addresses
// of scripts, of workers too, are those of this site; a page that it navigates to is read into a document of its own, and what
// that page has of inline scripts is run by copies, which the content policy holds to its hashes. Else no text becomes markup or
// a script.

const only = (allowed) => (text, _, sink) => (sink === allowed ? text : null);

const { trustedTypes } = window;

if (!trustedTypes?.defaultPolicy) trustedTypes?.createPolicy("default", {
  // What is no address at all the browser refuses by itself, and says so to who asked.
  createScriptURL: (address) =>
    !URL.canParse(address, document.baseURI) || new URL(address, document.baseURI).origin === location.origin ? address : null,
  createHTML: only("DOMParser parseFromString"),
  createScript: only("HTMLScriptElement textContent"),
});
