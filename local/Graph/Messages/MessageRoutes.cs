using System.Text.Json.Nodes;
using Pathway.GraphSimulator.Mailboxes;
using Pathway.GraphSimulator.Protocol;
using Pathway.GraphSimulator.Queries;

namespace Pathway.GraphSimulator.Messages;

/// <summary><c>/users/{id}/messages</c>, <c>/mailFolders</c> and <c>/sendMail</c>.</summary>
internal sealed class MessageRoutes(Exchange exchange)
{
    private const string User = "/users/{user}";

    private static readonly Folder[] Folders = Enum.GetValues<Folder>();

    private readonly Outbox outbox = new(exchange);

    public void Map(ExchangeRoutes routes)
    {
        routes.Map("POST", $"{User}/messages", call => CreateDraft(call, Folder.Drafts));
        routes.Map("POST", $"{User}/mailFolders/{{folder}}/messages", call => CreateDraft(call, FolderOf(call)!.Value));
        routes.Map("POST", $"{User}/messages/{{message}}/send", Send);
        routes.Map("POST", $"{User}/sendMail", SendMail);
        routes.Map("GET", $"{User}/messages", List);
        routes.Map("GET", $"{User}/mailFolders/{{folder}}/messages", List);
        routes.Map("GET", $"{User}/mailFolders/{{folder}}", GetFolder);
        foreach (var owner in new[] { User, $"{User}/mailFolders/{{folder}}" })
        {
            routes.Map("GET", $"{owner}/messages/{{message}}", call => One(call, Find(call), 200));
            routes.Map("PATCH", $"{owner}/messages/{{message}}", Change);
            routes.Map("DELETE", $"{owner}/messages/{{message}}", Delete);
            routes.Map("POST", $"{owner}/messages/{{message}}/move", Move);
        }
    }

    public static string FolderId(Mailbox mailbox, Folder folder) =>
        DerivedIds.Opaque($"folder {mailbox.Id} {folder}");

    private Mailbox MailboxOf(GraphCall call) => exchange.Mailbox(call.Values["user"]);

    private Folder? FolderOf(GraphCall call) => call.Values.GetValueOrDefault("folder") switch
    {
        null => null,
        { } wanted => FolderOf(MailboxOf(call), wanted),
    };

    private static Folder FolderOf(Mailbox mailbox, string wanted) =>
        Folders.Cast<Folder?>().FirstOrDefault(folder =>
            folder.ToString()!.Equals(wanted, StringComparison.OrdinalIgnoreCase) || FolderId(mailbox, folder!.Value) == wanted)
        ?? throw new GraphErrorException(
            404, "ErrorItemNotFound", $"The specified folder could not be found in the store: '{wanted}'.");

    private StoredMessage Find(GraphCall call)
    {
        var message = exchange.Message(
            MailboxOf(call), call.Values["message"], evenDeleted: FolderOf(call) == Folder.DeletedItems);
        return FolderOf(call) is { } folder && folder != message.Folder
            ? throw GraphErrorException.ItemNotFound()
            : message;
    }

    private GraphAnswer CreateDraft(GraphCall call, Folder folder) =>
        One(call, outbox.Draft(MailboxOf(call), call.JsonBody("message"), folder), 201);

    private GraphAnswer Change(GraphCall call)
    {
        var message = Find(call);
        var sent = call.JsonBody("message");
        if (!message.IsDraft
            && sent.Any(property => property.Key is not ("isRead" or "categories" or "importance" or "singleValueExtendedProperties")))
            throw new GraphErrorException(
                400, "ErrorInvalidPropertySet", "Set action is invalid for property. The message is not a draft.");

        message.Content = MessageReader.Read(message.Content, sent, exchange.Modes);
        (message.Modified, message.Change) = (exchange.Now, exchange.NextChange());
        return One(call, message, 200);
    }

    private GraphAnswer Delete(GraphCall call)
    {
        var message = Find(call);
        if (message.Folder == Folder.DeletedItems && exchange.Modes.DeletedStillAnswers)
            throw GraphErrorException.CannotDelete();
        if (message.Folder == Folder.DeletedItems)
            MailboxOf(call).Messages.Remove(message.Number);
        (message.Folder, message.Change) = (Folder.DeletedItems, exchange.NextChange());
        return new GraphAnswer(204);
    }

    private GraphAnswer Move(GraphCall call)
    {
        var mailbox = MailboxOf(call);
        var message = exchange.Message(mailbox, call.Values["message"], evenDeleted: true);
        var destination = FolderOf(mailbox, call.JsonBody("move").Parameter("destinationId").Text() ?? "");
        if (message.Folder == Folder.DeletedItems && exchange.Modes.MoveBackRefused)
            throw GraphErrorException.MoveFailed();
        (message.Folder, message.Modified, message.Change) = (destination, exchange.Now, exchange.NextChange());
        return One(call, message, 201);
    }

    private GraphAnswer Send(GraphCall call)
    {
        outbox.Send(MailboxOf(call), Find(call));
        return new GraphAnswer(202);
    }

    private GraphAnswer SendMail(GraphCall call)
    {
        var parameters = call.JsonBody("sendMail");
        var sent = parameters.Parameter("message") as JsonObject
            ?? throw new GraphErrorException(400, "ErrorInvalidParameter", "The Message parameter is required.");
        outbox.SendAtOnce(MailboxOf(call), sent, keep: parameters.Parameter("saveToSentItems").Flag() ?? true);
        return new GraphAnswer(202);
    }

    private GraphAnswer List(GraphCall call)
    {
        var mailbox = MailboxOf(call);
        var folder = FolderOf(call);
        var query = ODataQuery.From(call, "message");
        var prefer = Preferences.From(call);
        // Exchange lists the newest first.
        var items = mailbox.Messages.Values.Reverse().Where(message => exchange.IsVisible(message)
            && (folder is null ? message.Folder != Folder.DeletedItems || exchange.Modes.DeletedStillAnswers : message.Folder == folder));
        return query.Page(
            call, items, message =>
                new MessageView(exchange, mailbox, message, prefer).Filterable, message =>
                    Render(mailbox, message, query, prefer),
            $"users('{Uri.EscapeDataString(call.Values["user"])}')/messages");
    }

    private GraphAnswer GetFolder(GraphCall call)
    {
        var mailbox = MailboxOf(call);
        var folder = FolderOf(call)!.Value;
        return GraphAnswer.Ok(new JsonObject
        {
            ["id"] = FolderId(mailbox, folder),
            ["displayName"] = folder switch
            {
                Folder.SentItems => "Sent Items",
                Folder.DeletedItems => "Deleted Items",
                _ => folder.ToString(),
            },
            ["totalItemCount"] = mailbox.Messages.Values.Count(
                message => message.Folder == folder && exchange.IsVisible(message)),
        });
    }

    private GraphAnswer One(GraphCall call, StoredMessage message, int status)
    {
        var user = Uri.EscapeDataString(call.Values["user"]);
        var document = new JsonObject
        {
            ["@odata.context"] = $"{call.Base}/$metadata#users('{user}')/messages/$entity",
        };
        foreach (var (name, value) in Render(MailboxOf(call), message, ODataQuery.From(call, "message"), Preferences.From(call)))
            document[name] = value?.DeepClone();
        return new GraphAnswer(status, document);
    }

    private JsonObject Render(Mailbox mailbox, StoredMessage message, ODataQuery query, Preferences prefer)
    {
        var document = query.Shape(MessageView.Names, new MessageView(exchange, mailbox, message, prefer).Property);
        if (ExtendedProperties.Expanded(message.Content.ExtendedProperties, query.ExpandedProperties) is { } expanded)
            document["singleValueExtendedProperties"] = expanded;
        return document;
    }
}
