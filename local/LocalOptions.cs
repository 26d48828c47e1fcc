using System.Globalization;

namespace Pathway.Local;

/// <summary>What the command line and the environment ask of a local run.</summary>
public sealed record LocalOptions
{
    public const string Usage =
        """
        dotnet run --project local [-- OPTIONS]
          --empty          no demo programme
          --year           the demo programme with a year behind it, and with what goes wrong in one
          --data DIR       keep storage and mailboxes in DIR over restarts (default: memory);
                           storage is saved every 5 seconds, so a power cut loses the last of them
          --no-functions   storage and Graph only, for the functions of `func start`
          --otlp ADDRESS   send traces and metrics to an OpenTelemetry collector, such as the Aspire dashboard
          --verbose        list every function and the connection string
          --help           this text
        Environment: FUNCTIONS_PORT (7071), GRAPH_PORT (7080)
        """;

    /// <summary>Load the demo programme.</summary>
    public bool Demo { get; init; } = true;

    /// <summary>Load a year behind the demo programme as well, which takes some twenty seconds.</summary>
    public bool Year { get; init; }

    /// <summary>Start the functions; without them there is storage and Graph for a host started otherwise.</summary>
    public bool Functions { get; init; } = true;

    /// <summary>Say more than most want to read.</summary>
    public bool Verbose { get; init; }

    /// <summary>Print the usage and do nothing.</summary>
    public bool Help { get; init; }

    /// <summary>Where traces and metrics go: the address of an OpenTelemetry collector; null for nowhere.</summary>
    public Uri? Collector { get; init; }

    /// <summary>Where state is kept over restarts; null keeps it in memory.</summary>
    public string? DataFolder { get; init; }

    /// <summary>Port of the functions; <c>FUNCTIONS_PORT</c>, by default 7071.</summary>
    public int FunctionsPort { get; init; } = 7071;

    /// <summary>Port of the Graph simulator; <c>GRAPH_PORT</c>, by default 7080.</summary>
    public int GraphPort { get; init; } = 7080;

    /// <summary>The options, or null and a sentence that says what is wrong.</summary>
    public static LocalOptions? Parse(string[] args, Func<string, string?> environment, out string error)
    {
        error = "";
        var options = new LocalOptions();
        for (var i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--empty":
                    options = options with { Demo = false };
                    break;
                case "--year":
                    options = options with { Year = true };
                    break;
                case "--no-functions":
                    options = options with { Functions = false };
                    break;
                case "--verbose":
                    options = options with { Verbose = true };
                    break;
                case "--help" or "-h" or "-?":
                    return new LocalOptions { Help = true };
                case "--data" when i + 1 < args.Length && args[i + 1] is { Length: > 0 } folder && folder[0] != '-':
                    options = options with { DataFolder = Path.GetFullPath(folder) };
                    i++;
                    break;
                case "--otlp" when i + 1 < args.Length && IsCollector(args[i + 1], out var collector):
                    options = options with { Collector = collector };
                    i++;
                    break;
                case "--otlp":
                    error = "--otlp needs the address of a collector: --otlp http://localhost:4317.";
                    return null;
                case "--data":
                    error = "--data needs a folder: --data DIR.";
                    return null;
                default:
                    error = $"{args[i]} is not an option here; --help lists them.";
                    return null;
            }
        }

        return WithPorts(options, environment, out error);
    }

    private static LocalOptions? WithPorts(LocalOptions options, Func<string, string?> environment, out string error)
    {
        error = "";
        if (!TryPort(environment("FUNCTIONS_PORT"), options.FunctionsPort, out var functions)
            || !TryPort(environment("GRAPH_PORT"), options.GraphPort, out var graph))
        {
            error = "FUNCTIONS_PORT and GRAPH_PORT are port numbers from 1 to 65535.";
            return null;
        }

        if (functions == graph)
        {
            error = $"FUNCTIONS_PORT and GRAPH_PORT are both {functions}: give them a port each.";
            return null;
        }

        return options with { FunctionsPort = functions, GraphPort = graph };
    }

    private static bool IsCollector(string text, out Uri? address) =>
        Uri.TryCreate(text, UriKind.Absolute, out address) && address.Scheme is "http" or "https";

    private static bool TryPort(string? text, int preset, out int port)
    {
        port = preset;
        return string.IsNullOrEmpty(text)
            || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port is > 0 and < 65_536);
    }
}
