using Pathway.Functions.Backups;
using Pathway.Functions.DeadLetters;
using Pathway.Functions.Digests;
using Pathway.Functions.Digests.Delivery;
using Pathway.Functions.Health;
using Pathway.Functions.Http;
using static Pathway.Functions.OpenApi.ApiAnswer;

namespace Pathway.Functions.OpenApi;

/// <summary>Digests, and what keeps the programme running.</summary>
internal static class OperationCalls
{
    private const string Digests = "Digests";
    private const string Tag = "Operation";

    private static readonly ApiQuery[] Choice =
    [
        new("queue", "Those of one queue.", "facts"),
        new("reason", "Those whose reason holds this."),
    ];

    public static IReadOnlyDictionary<string, ApiCall> All { get; } = new Dictionary<string, ApiCall>(
        StringComparer.Ordinal)
    {
        [nameof(ManageDigestsFunction.SendWeekOfDigests)] = new(
            Digests, ApiAccess.Manager, "Send what was not sent of a week")
        {
            Answers = [Json("How many were asked for.", 202)],
        },
        [nameof(ManageDigestsFunction.GetWeekOfDigests)] = new(Digests, ApiAccess.Manager, "A week's ledger")
        {
            Answers = [Json<DigestWeekView>("The ledger.")],
        },
        [nameof(ManageDigestsFunction.PreviewDigest)] = new(Digests, ApiAccess.Reader, "A digest as it would be now")
        {
            Query =
            [
                new("format", "html or text.", "text") { Values = ["html", "text"] },
                new("sent", "As it was sent.") { Type = "boolean" },
            ],
            Answers = [new(200, "The digest.", null, "text/html"), new(200, "The digest.", null, "text/plain")],
        },
        [nameof(ManageDigestsFunction.ResendDigest)] = new(
            Digests, ApiAccess.Manager, "Send a digest once more, with a reason")
        {
            Bodies = [ApiBody.Json<ResendBody>("""{ "reason": "The head of sixth form has changed." }""", "reason")],
            Answers = [Json("It will be sent.", 202)],
        },
        [nameof(ManageBackupsFunction.AskForBackup)] = new(Tag, ApiAccess.Manager, "Copy every table, now")
        {
            Answers = [Json<BackupView>("It begins within five minutes.", 202)],
        },
        [nameof(ManageBackupsFunction.ListBackups)] = new(Tag, ApiAccess.Manager, "The backups, the newest first")
        {
            Answers = [Json("The backups, and what is on its way back.")],
        },
        [nameof(ManageBackupsFunction.RestoreBackup)] = new(
            Tag, ApiAccess.Manager, "Bring a backup back into empty tables")
        {
            Query = [new("table", "One table alone.", "Activities")],
            Answers = [Json("It begins within five minutes.", 202)],
        },
        [nameof(ManageDeadLettersFunction.ListDeadLetters)] = new(
            Tag, ApiAccess.Manager, "Work that failed five times, with the reason")
        {
            Query = [ApiQuery.After, .. Choice],
            Answers = [Json<Page<DeadLetter>>("A page of it.")],
        },
        [nameof(ManageDeadLettersFunction.GetDeadLetter)] = new(
            Tag, ApiAccess.Manager, "A dead letter")
        { Answers = [Json<DeadLetter>()] },
        [nameof(ManageDeadLettersFunction.DismissDeadLetter)] = new(Tag, ApiAccess.Manager, "Give a dead letter up")
        {
            Answers = [Nothing("It is gone.")],
        },
        [nameof(ManageDeadLettersFunction.ReplayDeadLetter)] = new(
            Tag, ApiAccess.Manager, "Put a dead letter back on its queue")
        {
            Answers = [Nothing("It is tried again.", 202)],
        },
        [nameof(ManageDeadLettersFunction.ReplayDeadLetters)] = new(
            Tag, ApiAccess.Manager, "Put all that queue or reason choose back")
        {
            Query = Choice,
            Answers = [Json("How many.", 202)],
        },
        [nameof(CheckHealthFunction.CheckHealth)] = new(Tag, ApiAccess.Anybody, "How it is")
        {
            Answers = [Json("Each check with its status."), Json("Storage is gone.", 503)],
        },
        [nameof(ReadOpenApiFunction.ReadOpenApi)] = new(Tag, ApiAccess.Anybody, "This description")
        {
            Query = [new("version", "2.0 for Power Platform.", "2.0") { Values = ["3.1", "2.0"] }],
            Answers = [Json("The description.")],
        },
        ["GraphNotifications"] = Notified("Microsoft Graph says that the calendar changed"),
        ["GraphLifecycle"] = Notified("Microsoft Graph says what becomes of the subscription"),
    };

    private static ApiCall Notified(string summary) => new(Tag, ApiAccess.Anybody, summary)
    {
        Query = [new("validationToken", "What is answered when Graph checks the address.")],
        Bodies = [new("application/json", null, """{ "value": [] }""")],
        Answers = [Nothing("Noted.", 202), new(200, "The token.", null, "text/plain")],
    };
}
