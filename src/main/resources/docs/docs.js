const dark = matchMedia('(prefers-color-scheme: dark)');

// Swagger UI's dark style applies to this class
function followScheme() {
  document.documentElement.classList.toggle('dark-mode', dark.matches);
}

dark.addEventListener('change', followScheme);
followScheme();

SwaggerUIBundle({ url: 'openapi.json', dom_id: '#swagger-ui', deepLinking: true });
