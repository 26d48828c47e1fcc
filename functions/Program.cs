using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Pathway.Functions;
using Pathway.Functions.Programme.Signals;
using Pathway.Functions.Webhooks.CloudEvents;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();

// The host takes as much as this server does by default and passes it on with lines of its own: what this server then
// refused would never reach its function, and the host would wait for that to end.
builder.Services.Configure<KestrelServerOptions>(server =>
{
    server.Limits.MaxRequestLineSize *= 2;
    server.Limits.MaxRequestHeadersTotalSize *= 2;
    server.Limits.MaxRequestHeaderCount *= 2;
});
builder.Services.AddPathway().AddHostedService<IntakeWarmUp>();
builder.Services.AddTelemetryExport(builder.Configuration);
await builder.Build().RunAsync();
