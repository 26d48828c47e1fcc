using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Pathway.Functions.Programme;

/// <summary>The one source of traces and the one meter of the app, both named Pathway.</summary>
public static class Telemetry
{
    public const string Name = "Pathway";

    public static ActivitySource Source { get; } = new(Name);

    public static Meter Meter { get; } = new(Name);
}
