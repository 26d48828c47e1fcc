using Azure.Identity;
using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using Pathway.Functions;
using Pathway.Functions.Programme;
using Pathway.Functions.Webhooks.Intake;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.Services.AddPathway().AddHostedService<IntakeWarmUp>();
var telemetry = builder.Services.AddOpenTelemetry().UseFunctionsWorkerDefaults()
    .WithTracing(traces => traces.AddSource(Telemetry.Name)).WithMetrics(metrics => metrics.AddMeter(Telemetry.Name));
if (builder.Configuration["APPLICATIONINSIGHTS_CONNECTION_STRING"] is { Length: > 0 })
    telemetry.UseAzureMonitorExporter(exporter => exporter.Credential = builder.Configuration["AZURE_CLIENT_ID"] is { Length: > 0 } identity
        ? new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(identity)) : null);
await builder.Build().RunAsync();
