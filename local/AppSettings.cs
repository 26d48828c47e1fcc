using Pathway.Functions.Storage;

namespace Pathway.Local;

/// <summary>The app settings of a local run, under the names they have in Azure.</summary>
public static class AppSettings
{
    public const string ProgrammeMailbox = "pathway@digital-health.example.org";

    /// <param name="storage">Connection string of the data account.</param>
    /// <param name="graph">Address of the Graph simulator.</param>
    /// <param name="app">Where the app itself will answer.</param>
    /// <param name="rootKey">Base64 of 32 bytes.</param>
    /// <param name="prefix">Sets this run's tables, queues and containers apart from others on the same account;
    /// lower-case letters and digits.</param>
    public static Dictionary<string, string?> For(
        string storage, Uri graph, Uri app, string rootKey, string prefix = "") => new(StringComparer.Ordinal)
        {
            [StorageOptions.Connection] = storage,
            ["Storage__Prefix"] = prefix,
            ["Storage__CreateIfMissing"] = "true",
            ["FactsQueue"] = Queue(prefix, "facts"),
            ["CalendarSyncQueue"] = Queue(prefix, "calendar-sync"),
            ["CalendarPullQueue"] = Queue(prefix, "calendar-pull"),
            ["DigestsQueue"] = Queue(prefix, "digests"),
            ["ResourceIngestQueue"] = Queue(prefix, "resource-ingest"),
            ["Graph__BaseUrl"] = $"{graph.ToString().TrimEnd('/')}/v1.0",
            ["Graph__Mailbox"] = ProgrammeMailbox,
            ["Graph__LocalToken"] = "local",

            // The simulator sends to anybody; its modes know Exchange's limits.
            ["Graph__RecipientsPerDay"] = "0",
            ["Graph__MessagesPerMinute"] = "0",
            ["Programme__BaseUrl"] = app.ToString().TrimEnd('/'),
            ["Digests__ProgrammeRecipients__0"] = "manager@digital-health.example.org",
            ["Keys__Root"] = rootKey,
            ["WEBSITE_AUTH_ENABLED"] = "True",
        };

    private static string Queue(string prefix, string name) => prefix.Length == 0 ? name : $"{prefix}-{name}";
}
