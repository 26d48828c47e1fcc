using Azure.Identity;
using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace Pathway.Functions.Programme.Signals;

/// <summary>Where traces and metrics go: Application Insights in Azure, an OpenTelemetry collector on a laptop.</summary>
public static class TelemetryExport
{
    public const string ApplicationInsights = "APPLICATIONINSIGHTS_CONNECTION_STRING";

    /// <summary>OpenTelemetry's own name for the collector's address; <c>--otlp</c> of the local run sets it.</summary>
    public const string Collector = "OTEL_EXPORTER_OTLP_ENDPOINT";

    // .NET's own measure of each outgoing request, with the host and the status code: Graph's and storage's.
    private const string HttpMeter = "System.Net.Http";
    private const string RequestDuration = "http.client.request.duration";

    public static void AddTelemetryExport(this IServiceCollection services, IConfiguration configuration)
    {
        var telemetry = services.AddOpenTelemetry().UseFunctionsWorkerDefaults()
            .WithTracing(traces => traces.AddSource(Telemetry.Name))
            .WithMetrics(metrics => metrics.AddMeter(Telemetry.Name, HttpMeter)
                .AddView(instrument => instrument.Meter.Name == HttpMeter && instrument.Name != RequestDuration
                    ? MetricStreamConfiguration.Drop
                    : null));
        if (configuration[ApplicationInsights] is { Length: > 0 })
            ExportToAzure(telemetry, configuration["AZURE_CLIENT_ID"]);
        if (configuration[Collector] is { Length: > 0 })
            ExportToCollector(telemetry);
    }

    // Methods of their own: a start that exports nothing loads neither.
    private static void ExportToAzure(IOpenTelemetryBuilder telemetry, string? identity) =>
        telemetry.UseAzureMonitorExporter(exporter => exporter.Credential = identity is { Length: > 0 }
            ? new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(identity))
            : null);

    private static void ExportToCollector(IOpenTelemetryBuilder telemetry) => telemetry.UseOtlpExporter();
}
