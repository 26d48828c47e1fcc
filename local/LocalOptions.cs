using System.Globalization;

namespace Pathway.Local;

/// <summary>What the command line and the environment ask of a local run.</summary>
/// <param name="Demo">Load the demo programme.</param>
/// <param name="DataFolder">Where state is kept over restarts; null keeps it in memory.</param>
/// <param name="FunctionsPort">Port of the functions; <c>FUNCTIONS_PORT</c>, by default 7071.</param>
/// <param name="GraphPort">Port of the Graph simulator; <c>GRAPH_PORT</c>, by default 7080.</param>
public sealed record LocalOptions(bool Demo, string? DataFolder, int FunctionsPort, int GraphPort)
{
    private const string Usage =
        """
        dotnet run --project local [-- OPTIONS]
          --empty       no demo programme
          --data DIR    keep storage and mailboxes in DIR over restarts (default: memory)
        Environment: FUNCTIONS_PORT (7071), GRAPH_PORT (7080)
        """;

    /// <summary>The options, or null and what to tell the user.</summary>
    public static LocalOptions? Parse(string[] args, Func<string, string?> environment, out string error)
    {
        var options = new LocalOptions(Demo: true, DataFolder: null, FunctionsPort: 7071, GraphPort: 7080);
        error = Usage;
        for (var i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--empty":
                    options = options with { Demo = false };
                    break;
                case "--data" when i + 1 < args.Length:
                    options = options with { DataFolder = Path.GetFullPath(args[++i]) };
                    break;
                case "--help" or "-h":
                    return null;
                default:
                    error = $"{args[i]} is not an option here.{Environment.NewLine}{Usage}";
                    return null;
            }
        }

        if (!TryPort(environment("FUNCTIONS_PORT"), options.FunctionsPort, out var functions) || !TryPort(environment("GRAPH_PORT"), options.GraphPort, out var graph))
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

    private static bool TryPort(string? text, int preset, out int port)
    {
        port = preset;
        return string.IsNullOrEmpty(text)
            || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port is > 0 and < 65_536);
    }
}
