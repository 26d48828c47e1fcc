using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;
using Pathway.Functions.Storage;
using Pathway.Local.Azurite;

namespace Pathway.Functions.Tests;

/// <summary>The order of the house, so that a feature can be read knowing only what stands before it.</summary>
public sealed partial class HouseTests
{
    private static readonly string[] Order =
    [
        "Programme", "Http", "Storage", "Graph", "DeadLetters", "Health", "Colleges", "Activities", "Engagement", "Resources",
        "Webhooks", "Calendars", "Attendance", "Digests", "Reports",
    ];

    private static string Folder => Path.Combine(Toolchain.Root, "functions");

    [Fact]
    public void Imports_point_one_way()
    {
        var wrong = from feature in Order
                    from file in Directory.EnumerateFiles(Path.Combine(Folder, feature), "*.*", SearchOption.AllDirectories)
                    where file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".razor", StringComparison.Ordinal)
                    from Match import in Feature().Matches(File.ReadAllText(file))
                    let imported = import.Groups[1].Value
                    where imported != feature && Array.IndexOf(Order, imported) > Array.IndexOf(Order, feature)
                    select $"{Path.GetFileName(file)} of {feature} imports {imported}";

        Assert.Empty(wrong.Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_folder_of_the_app_has_its_place_in_the_order()
    {
        var folders = Directory.EnumerateDirectories(Folder).Select(path => Path.GetFileName(path)!).Where(name => name is not ("bin" or "obj" or "Properties"));

        Assert.Equal(Order.Order(StringComparer.Ordinal), folders.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_app_knows_nothing_of_the_laptop() =>
        Assert.DoesNotContain(
            typeof(PathwayServices).Assembly.GetReferencedAssemblies(),
            assembly => assembly.Name is { } name && name.StartsWith("Pathway.", StringComparison.Ordinal));

    [Fact]
    public void The_simulator_shares_no_model_with_the_app() =>
        Assert.DoesNotContain(
            typeof(GraphSimulator.GraphSimulator).Assembly.GetReferencedAssemblies(),
            assembly => assembly.Name is { } name && (name.StartsWith("Pathway.Functions", StringComparison.Ordinal) || name.StartsWith("Microsoft.Graph", StringComparison.Ordinal)));

    [Fact]
    public void Every_function_says_how_it_is_opened_and_from_which_account()
    {
        foreach (var method in Functions)
        {
            var trigger = method.GetParameters()[0];
            if (trigger.GetCustomAttribute<HttpTriggerAttribute>() is { } http)
                Assert.Equal((AuthorizationLevel.Anonymous, true), (http.AuthLevel, http.Route is not null && !http.Route.StartsWith('/')));
            else if (trigger.GetCustomAttribute<QueueTriggerAttribute>() is { } queue)
                Assert.Equal((StorageOptions.Connection, '%'), (queue.Connection, queue.QueueName[0]));
            else
                Assert.NotNull(trigger.GetCustomAttribute<TimerTriggerAttribute>());
        }
    }

    private static IEnumerable<MethodInfo> Functions =>
        typeof(PathwayServices).Assembly.GetTypes().SelectMany(type => type.GetMethods()).Where(method => method.IsDefined(typeof(FunctionAttribute)));

    [GeneratedRegex(@"Pathway\.Functions\.([A-Z][A-Za-z]+)\b", RegexOptions.NonBacktracking)]
    private static partial Regex Feature();
}
