using System.Globalization;
using System.Text.Json;
using Pathway.Benchmarks;
using Pathway.Benchmarks.Capacity;
using Pathway.Local.Azurite;

// dotnet run -c Release --project tests/Pathway.Benchmarks [-- NAME ...] [-- --json FILE], or -- capacity [FILE]
if (args is [ChildApp.Host or ChildApp.Worker, var connection, var prefix])
    return await ChildApp.ServeAsync(args[0], connection, prefix);

if (args is ["capacity", .. var where])
{
    var page = CapacityPage.Write(
        await CapacityMeasures.TakeAsync(CancellationToken.None),
        await BusyMonday.RunAsync(1, CancellationToken.None),
        await BusyMonday.RunAsync(3, CancellationToken.None));
    await File.WriteAllTextAsync(where is [var file] ? file : Path.Combine(Toolchain.Root, "docs", "capacity.md"), page);
    Console.WriteLine(page);
    return 0;
}

IReadOnlyList<IBenchmark> all =
[
    .. typeof(IBenchmark).Assembly.GetTypes()
        .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IBenchmark)))
        .Select(type => (IBenchmark)Activator.CreateInstance(type)!)
        .OrderBy(benchmark => benchmark.Name, StringComparer.Ordinal),
];

var json = Array.IndexOf(args, "--json") is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
var names = args.Where(
    (argument, i) => !argument.StartsWith("--", StringComparison.Ordinal) && (i == 0 || args[i - 1] != "--json"))
    .ToHashSet(StringComparer.Ordinal);
var unknown = names.Where(name => all.All(benchmark => benchmark.Name != name)).ToList();
if (unknown.Count > 0)
{
    Console.Error.WriteLine(
        $"There is no benchmark {string.Join(", ", unknown)}. There are: {string.Join(", ", all.Select(benchmark => benchmark.Name))}.");
    return 2;
}

var rows = new List<BenchmarkRow>();
foreach (var benchmark in all.Where(benchmark => names.Count == 0 || names.Contains(benchmark.Name)))
{
    Console.Error.WriteLine($"{benchmark.Name} ...");
    rows.AddRange(await benchmark.RunAsync(CancellationToken.None));
}

Console.WriteLine($"{"name",-24} {"value",12} {"unit",-14} {"floor",12} {"ratio",7}  details");
foreach (var row in rows)
    Console.WriteLine(
        $"{row.Name,-24} {Figure(row.Value),12} {row.Unit,-14} {(row.Floor is { } floor ? Figure(floor) : ""),12} {row.Ratio?.ToString("0.00", CultureInfo.InvariantCulture),7}  {row.Details}");
if (json is not null)
    await File.WriteAllTextAsync(json, JsonSerializer.Serialize(rows, BenchmarkJson.Default.IReadOnlyListBenchmarkRow));
return 0;

static string Figure(double value) =>
    value.ToString(Math.Abs(value) >= 100 ? "#,0" : "0.###", CultureInfo.InvariantCulture);
