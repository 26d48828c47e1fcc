using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Pathway.Functions.Programme.Signals;

namespace Pathway.Local;

/// <summary>
/// An OpenTelemetry collector that watches a local run. The app sends to it from its own process, as its settings say;
/// the host, whose invocations the app's traces hang on, from this one.
/// </summary>
internal static class Collector
{
    private const string Protocol = "OTEL_EXPORTER_OTLP_PROTOCOL";
    private const int PortOfHttp = 4318;

    /// <summary>OpenTelemetry's own settings; a protocol that the environment names is the caller's business.</summary>
    public static Dictionary<string, string?> Settings(Uri address) => new(StringComparer.Ordinal)
    {
        [TelemetryExport.Collector] = address.ToString(),
        [Protocol] = Environment.GetEnvironmentVariable(Protocol) ?? (address.Port == PortOfHttp ? "http/protobuf" : "grpc"),
        ["OTEL_SERVICE_NAME"] = "pathway-functions",
    };

    /// <summary>Sends the host's spans until it is disposed of.</summary>
    public static TracerProvider Watch(Uri address)
    {
        var isHttp = Settings(address)[Protocol] == "http/protobuf";
        return Sdk.CreateTracerProviderBuilder()
            .AddSource("Pathway.LocalHost")
            .ConfigureResource(resource => resource.AddService("pathway-local-host"))
            .AddOtlpExporter(exporter =>
            {
                exporter.Protocol = isHttp ? OtlpExportProtocol.HttpProtobuf : OtlpExportProtocol.Grpc;
                exporter.Endpoint = isHttp ? new Uri(address, "/v1/traces") : address;
            })
            .Build();
    }
}
