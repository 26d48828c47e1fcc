using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Pathway.Functions;
using Pathway.Functions.Programme.Signals;
using Pathway.Functions.Webhooks.Intake;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.Services.AddPathway().AddHostedService<IntakeWarmUp>();
builder.Services.AddTelemetryExport(builder.Configuration);
await builder.Build().RunAsync();
