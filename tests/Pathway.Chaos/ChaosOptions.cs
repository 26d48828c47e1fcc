using System.Globalization;

namespace Pathway.Chaos;

/// <summary>What the command line asks for.</summary>
internal sealed record ChaosOptions
{
    public const string Usage =
        """
        dotnet run -c Release --project tests/Pathway.Chaos -- --short|--long [OPTIONS]
          --short        what CI runs: every scenario, small
          --long         the same scenarios, large
          --scale X      the long run's sizes times X (1 is 100 kills and 1,000,000 requests)
          --seed N       every draw follows from it (default 1)
          --only NAME    one scenario; may be given several times
          --json FILE    the table as JSON too
          --page FILE    puts the table under the last heading of FILE (docs/reliability.md)
        """;

    public bool IsLong { get; init; }

    /// <summary>Of the long run's sizes.</summary>
    public double Scale { get; init; } = 1;

    public int Seed { get; init; } = 1;

    public IReadOnlyList<string> Only { get; init; } = [];

    public string? Json { get; init; }

    public string? Page { get; init; }

    /// <summary>The options, or null and a sentence that says what is wrong.</summary>
    public static ChaosOptions? Parse(string[] args, out string error)
    {
        var options = new ChaosOptions();
        error = "";
        for (var i = 0; i < args.Length; i++)
        {
            var value = i + 1 < args.Length ? args[i + 1] : "";
            ChaosOptions? read = (args[i], value) switch
            {
                ("--short", _) => options with { IsLong = false },
                ("--long", _) => options with { IsLong = true },
                ("--seed", _) when int.TryParse(
                    value, NumberStyles.None, CultureInfo.InvariantCulture, out var seed) => options with { Seed = seed },
                ("--scale", _) when double.TryParse(
                    value, CultureInfo.InvariantCulture, out var scale) && scale > 0 => options with { Scale = scale },
                ("--only", { Length: > 0 }) when ScenarioList.All.Any(scenario => scenario.Name == value) =>
                    options with { Only = [.. options.Only, value] },
                ("--json", { Length: > 0 }) => options with { Json = value },
                ("--page", { Length: > 0 }) => options with { Page = value },
                _ => null,
            };
            if (read is null)
            {
                error = $"{args[i]} {value} is not an option here.\n{Usage}\nScenarios: {string.Join(", ", ScenarioList.All.Select(scenario => scenario.Name))}";
                return null;
            }

            if (args[i] is not ("--short" or "--long"))
                i++;
            options = read;
        }

        return options;
    }
}
