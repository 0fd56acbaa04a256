// What pages can do better with a script: passkeys, leaving at once, a cover over a page that was left alone.
// Every form works without it, but for passkeys.
"use strict";

(() => {
  const show = (element) => element && element.removeAttribute("hidden");

  // Passkeys. The server's question stands in the button; the answer goes into the form's own field.
  const ask = async (button, act) => {
    const form = button.closest("form");
    const problem = form.querySelector("[data-passkey-problem]");
    problem.setAttribute("hidden", "");
    try {
      const credential = await act();
      form.querySelector("input[name=passkey]").value = JSON.stringify(credential.toJSON());
      form.requestSubmit ? form.requestSubmit() : form.submit();
    } catch {
      show(problem);
      problem.setAttribute("role", "alert");
    }
  };
  if (window.PublicKeyCredential && PublicKeyCredential.parseRequestOptionsFromJSON) {
    for (const button of document.querySelectorAll("[data-passkey-get]")) {
      show(button);
      button.addEventListener("click", () => ask(button, () => navigator.credentials.get({
        publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(JSON.parse(button.dataset.passkeyGet)),
      })));
    }
    for (const button of document.querySelectorAll("[data-passkey-create]")) {
      show(button);
      button.addEventListener("click", () => ask(button, () => navigator.credentials.create({
        publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(JSON.parse(button.dataset.passkeyCreate)),
      })));
    }
  }

  // Leaving at once: the page is covered before anything else, the session ends, and «back» does not lead here.
  const exit = document.querySelector("form[data-exit]");
  const leave = () => {
    document.documentElement.classList.add("covered");
    const answers = new URLSearchParams(new FormData(exit));
    navigator.sendBeacon(exit.action, new Blob([answers], { type: "application/x-www-form-urlencoded" }));
    location.replace(exit.action);
  };
  if (exit) {
    exit.addEventListener("submit", (event) => {
      event.preventDefault();
      leave();
    });
    let escapes = [];
    addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      const now = Date.now();
      escapes = escapes.filter((earlier) => now - earlier < 2000).concat(now);
      if (escapes.length >= 3) leave();
    });
  }

  // A page that was left alone is covered; the session lasts. A page from the browser's memory is asked for again.
  const cover = document.querySelector("[data-cover]");
  if (cover) {
    const still = Number(cover.dataset.cover) * 1000;
    let timer;
    const reveal = () => {
      document.documentElement.classList.remove("covered");
      cover.setAttribute("hidden", "");
      wait();
    };
    const hide = () => {
      clearTimeout(timer);
      document.documentElement.classList.add("covered");
      show(cover);
      cover.querySelector("button").focus({ preventScroll: true });
    };
    const wait = () => {
      clearTimeout(timer);
      timer = setTimeout(hide, still);
    };
    cover.querySelector("button").addEventListener("click", reveal);
    for (const act of ["keydown", "pointermove", "pointerdown", "scroll", "focusin"]) {
      addEventListener(act, () => cover.hasAttribute("hidden") && wait(), { passive: true });
    }
    document.addEventListener("visibilitychange", () => document.hidden && hide());
    wait();
  }
  addEventListener("pageshow", (event) => event.persisted && location.reload());
})();
