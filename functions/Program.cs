using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;
using Pathway.Functions;
using Pathway.Functions.Programme.Signals;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.Services.AddPathway();
builder.Services.AddTelemetryExport(builder.Configuration);
await builder.Build().RunAsync();
