// The few things that HTML and htmx leave open: dropping files, showing bytes on their way, leaving no double submit.
(() => {
  "use strict";

  const show = (zone, files) => {
    const list = zone.querySelector("[data-files]");
    list.replaceChildren(...Array.from(files, (file) => {
      const line = document.createElement("li");
      line.textContent = `${file.name} · ${(file.size / 1e6).toFixed(1)} MB`;
      return line;
    }));
  };

  const arm = (zone) => {
    const input = zone.querySelector("input[type=file]");
    input.addEventListener("change", () => show(zone, input.files));
    for (const kind of ["dragenter", "dragover"]) {
      zone.addEventListener(kind, (event) => { event.preventDefault(); zone.classList.add("over"); });
    }
    for (const kind of ["dragleave", "drop"]) {
      zone.addEventListener(kind, () => zone.classList.remove("over"));
    }
    zone.addEventListener("drop", (event) => {
      event.preventDefault();
      input.files = event.dataTransfer.files;
      show(zone, input.files);
    });
  };

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("[data-drop]").forEach(arm);
    if (matchMedia("(max-width: 60rem)").matches) document.querySelector(".drawer")?.removeAttribute("open");
  });

  document.addEventListener("htmx:xhr:progress", (event) => {
    const bar = event.target.querySelector("progress[data-sent]");
    if (bar && event.detail.lengthComputable) {
      bar.hidden = false;
      bar.value = (100 * event.detail.loaded) / event.detail.total;
    }
  });

  document.addEventListener("htmx:afterRequest", (event) => {
    const bar = event.target.querySelector?.("progress[data-sent]");
    if (bar) bar.hidden = true;
    if (event.detail.successful && event.target.matches?.("form[data-reset]")) {
      event.target.reset();
      event.target.querySelectorAll("[data-files]").forEach((list) => list.replaceChildren());
    }
  });

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.matches("[hx-post], [hx-get], [data-download]")) return;
    for (const button of form.querySelectorAll("button[type=submit], button:not([type])")) {
      setTimeout(() => { button.disabled = true; }, 0);
    }
  });

  window.addEventListener("pageshow", (event) => {
    if (event.persisted) document.querySelectorAll("button:disabled").forEach((button) => { button.disabled = false; });
  });

  document.addEventListener("change", (event) => {
    const form = event.target.closest?.("form[data-submit-on-change]");
    if (form) form.requestSubmit();
  });

  const notice = () => document.getElementById("notice");
  document.addEventListener("htmx:beforeRequest", () => { const box = notice(); if (box) box.replaceChildren(); });
  document.addEventListener("htmx:sendError", () => {
    const box = notice();
    if (box) box.textContent = document.body.dataset.offline;
  });
})();
