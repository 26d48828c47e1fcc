using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;
using Pathway.Functions.Storage;
using Pathway.Local.Azurite;

namespace Pathway.Functions.Tests;

/// <summary>The order of the house, so that a feature can be read knowing only what stands before it.</summary>
public sealed partial class HouseTests
{
    // A folder may know those before it; within a feature, a sub-folder those named before it and what lies in the
    // feature's own folder.
    private static readonly string[] Order =
    [
        "Programme", "Programme.Rules", "Programme.Signals", "Storage", "Graph", "Audit", "Http.Requests", "Http", "Http.Sheets",
        "DeadLetters", "Health", "Colleges", "Activities.Series", "Activities.Speakers", "Activities", "Activities.Import", "Activities.Occurrences",
        "Engagement", "Engagement.Facts", "Engagement.Recording", "Engagement.Learners", "Engagement.Disclosure",
        "Engagement.Figures", "Engagement.Readings",
        "Resources", "Resources.Files", "Resources.Catalogue", "Resources.Uploads", "Resources.Ingest",
        "Resources.Upkeep", "Resources.Links",
        "Webhooks", "Webhooks.Intake", "Webhooks.CloudEvents", "Webhooks.Xapi", "Webhooks.Caliper", "Webhooks.Check",
        "Webhooks.Guide",
        "Calendars", "Calendars.Events", "Calendars.Series", "Calendars.Meetings", "Calendars.Invitations",
        "Calendars.Preview", "Calendars.Feed", "Calendars.Pull", "Calendars.Push",
        "Attendance", "Attendance.Sheets", "Digests", "Digests.Content", "Digests.Mail", "Digests.Delivery", "Letters", "Reports",
        "Reports.Impact", "Reports.Encounters", "Privacy", "Privacy.Learners", "Privacy.Erasure", "Privacy.Retention",
        "Privacy.Evidence", "Backups", "OpenApi",
        "Pages", "Pages.House", "Pages.Colleges", "Pages.Colleges.Samples", "Pages.Activities",
        "Pages.Activities.Form", "Pages.Activities.Sheets", "Pages.Calendar",
        "Pages.Resources", "Pages.Engagement", "Pages.Guide", "Pages.Digests", "Pages.Reports", "Pages.Problems", "Pages.Privacy", "Pages.Home",
    ];

    private static string Folder => Path.Combine(Toolchain.Root, "functions");

    [Fact]
    public void Imports_point_one_way()
    {
        var wrong = from file in Sources
                    let folder = FolderOf(file)
                    where !IsEntry(file, folder)
                    from Match import in Imported().Matches(File.ReadAllText(file))
                    let imported = Known(import.Groups[1].Value)
                    where imported != folder && Array.IndexOf(Order, imported) > Array.IndexOf(Order, folder)
                    select $"{Path.GetFileName(file)} of {folder} imports {imported}";

        Assert.Empty(wrong.Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_folder_of_the_app_has_its_place_in_the_order()
    {
        var graph = from file in Sources
                    from Match import in Imported().Matches(File.ReadAllText(file))
                    let arrow = (From: FolderOf(file), To: Known(import.Groups[1].Value))
                    where arrow.From != arrow.To
                    group file by arrow into arrows
                    orderby Array.IndexOf(Order, arrows.Key.From), Array.IndexOf(Order, arrows.Key.To)
                    select $"{arrows.Key.From} -> {arrows.Key.To} ({arrows.Count()})";
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join(Environment.NewLine, graph));

        Assert.Equal(
            Order.Order(StringComparer.Ordinal),
            Sources.Select(FolderOf).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void No_folder_holds_more_than_a_person_takes_in() =>
        Assert.Empty(
            Sources.GroupBy(FolderOf, StringComparer.Ordinal).Where(folder => folder.Count() > 25).Select(folder => $"{folder.Key}: {folder.Count()} files"));

    [Fact]
    public void No_method_leaves_to_its_arguments_what_it_does() =>
        Assert.DoesNotContain(
            typeof(PathwayServices).Assembly.GetTypes().SelectMany(type => type.GetMethods(
                BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly)),
            method => method.Name is "Of" or "OfAsync");

    [Fact]
    public void Readme_and_guide_name_the_folders_in_the_same_order()
    {
        foreach (var guide in new[] { "README.md", "CONTRIBUTING.md" })
        {
            var text = File.ReadAllText(Path.Combine(Toolchain.Root, guide));
            var named = Order.Where(folder => !folder.Contains('.', StringComparison.Ordinal))
                .Select(folder => text.IndexOf($"`{folder}`", StringComparison.Ordinal))
                .ToList();

            Assert.DoesNotContain(-1, named);
            Assert.Equal(named.Order(), named);
        }
    }

    /// <summary>Whoever reads a page or a mail has pages; logs, the API's own answers and what has no page may name a call.</summary>
    [Fact]
    public void No_page_and_no_mail_names_a_call_of_the_API() =>
        Assert.Empty(
            from file in Sources
            where FolderOf(file) is not "OpenApi" && Path.GetFileName(file) is not "BackupsFeature.cs"
            from line in File.ReadLines(file)
            where Call().IsMatch(line) && !line.Contains("///", StringComparison.Ordinal)
                && !line.Contains("Message = ", StringComparison.Ordinal) && !line.Contains("Problem.", StringComparison.Ordinal)
            select $"{Path.GetFileName(file)}: {line.Trim()}");

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
                Assert.Equal(
                    (AuthorizationLevel.Anonymous, true),
                    (http.AuthLevel, http.Route is not null && !http.Route.StartsWith('/')));
            else if (trigger.GetCustomAttribute<QueueTriggerAttribute>() is { } queue)
                Assert.Equal((StorageOptions.Connection, '%'), (queue.Connection, queue.QueueName[0]));
            else
                Assert.NotNull(trigger.GetCustomAttribute<TimerTriggerAttribute>());
        }
    }

    private static IEnumerable<MethodInfo> Functions =>
        typeof(PathwayServices).Assembly
            .GetTypes()
            .SelectMany(type => type.GetMethods())
            .Where(method => method.IsDefined(typeof(FunctionAttribute)));

    private static IReadOnlyList<string> Sources { get; } =
    [
        .. Directory.EnumerateDirectories(Folder)
            .Where(folder => Path.GetFileName(folder) is not ("bin" or "obj" or "Properties"))
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.*", SearchOption.AllDirectories))
            .Where(file => Path.GetExtension(file) is ".cs" or ".razor"),
    ];

    private static string FolderOf(string file) =>
        Path.GetRelativePath(Folder, Path.GetDirectoryName(file)!).Replace(Path.DirectorySeparatorChar, '.');

    /// <summary>What puts a feature together, and its functions, stand above its sub-folders.</summary>
    private static bool IsEntry(string file, string folder) =>
        !folder.Contains('.', StringComparison.Ordinal)
            && EntryFile().IsMatch(Path.GetFileName(file))
            && File.ReadAllText(file) is var text
        && Imported().Matches(text).All(import => Known(import.Groups[1].Value) is var to
            && (to.StartsWith(folder + ".", StringComparison.Ordinal) || Array.IndexOf(Order, to) <= Array.IndexOf(Order, folder)));

    // A namespace that is a type's name here (using X = …) counts for the folder it lies in.
    private static string Known(string name)
    {
        while (!Order.Contains(name, StringComparer.Ordinal) && name.LastIndexOf('.') is > 0 and var dot)
            name = name[..dot];
        return name;
    }

    [GeneratedRegex("(GET|POST|PUT|PATCH|DELETE) (/api|…)/", RegexOptions.None, 1_000)]
    private static partial Regex Call();

    [GeneratedRegex(@"Pathway\.Functions\.([A-Z][A-Za-z.]+)\b", RegexOptions.NonBacktracking)]
    private static partial Regex Imported();

    [GeneratedRegex(@"(Feature|Function|Health|_Imports)\.(cs|razor)$", RegexOptions.NonBacktracking)]
    private static partial Regex EntryFile();
}
