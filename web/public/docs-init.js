// Starts the viewer on /api/docs (goccia/app/docs_page.py).
window.SwaggerUIBundle({
  url: "/api/openapi.json",
  dom_id: "#viewer",
  deepLinking: true,
  docExpansion: "none",
  persistAuthorization: false,
  tryItOutEnabled: true,
});
