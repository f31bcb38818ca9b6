const dark = matchMedia('(prefers-color-scheme: dark)');

// The class that Swagger UI's own dark style needs
function followScheme() {
  document.documentElement.classList.toggle('dark-mode', dark.matches);
}

dark.addEventListener('change', followScheme);
followScheme();

SwaggerUIBundle({ url: 'openapi.json', dom_id: '#swagger-ui', deepLinking: true });
