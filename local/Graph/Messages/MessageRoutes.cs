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
        }
    }

    public static string FolderId(Mailbox mailbox, Folder folder) =>
        DerivedIds.Opaque($"folder {mailbox.Id} {folder}");

    private Mailbox MailboxOf(GraphCall call) => exchange.Mailbox(call.Values["user"]);

    private Folder? FolderOf(GraphCall call) => call.Values.GetValueOrDefault("folder") switch
    {
        null => null,
        { } wanted => Folders.Cast<Folder?>().FirstOrDefault(folder =>
                folder.ToString()!.Equals(wanted, StringComparison.OrdinalIgnoreCase) || FolderId(MailboxOf(call), folder!.Value) == wanted)
            ?? throw new GraphErrorException(404, "ErrorItemNotFound", $"The specified folder could not be found in the store: '{wanted}'."),
    };

    private StoredMessage Find(GraphCall call)
    {
        var message = exchange.Message(MailboxOf(call), call.Values["message"]);
        return FolderOf(call) is { } folder && folder != message.Folder ? throw GraphErrorException.ItemNotFound() : message;
    }

    private GraphAnswer CreateDraft(GraphCall call, Folder folder)
    {
        var message = Add(MailboxOf(call), call.JsonBody(), folder);
        return One(call, message, 201);
    }

    private StoredMessage Add(Mailbox mailbox, JsonObject sent, Folder folder)
    {
        var content = MessageReader.Read(MessageReader.Blank(), sent, exchange.Modes);
        var message = new StoredMessage
        {
            Number = exchange.NextNumber(),
            Folder = folder,
            Created = exchange.Now,
            Modified = exchange.Now,
            Change = exchange.NextChange(),
            Content = content,
        };
        return mailbox.Messages[message.Number] = message;
    }

    private GraphAnswer Change(GraphCall call)
    {
        var message = Find(call);
        var sent = call.JsonBody();
        if (!message.IsDraft && sent.Any(property => property.Key is not ("isRead" or "categories" or "importance" or "singleValueExtendedProperties")))
            throw new GraphErrorException(400, "ErrorInvalidPropertySet", "Set action is invalid for property. The message is not a draft.");

        message.Content = MessageReader.Read(message.Content, sent, exchange.Modes);
        (message.Modified, message.Change) = (exchange.Now, exchange.NextChange());
        return One(call, message, 200);
    }

    private GraphAnswer Delete(GraphCall call)
    {
        var message = Find(call);
        exchange.NextChange();
        MailboxOf(call).Messages.Remove(message.Number);
        return new GraphAnswer(204);
    }

    private GraphAnswer Send(GraphCall call)
    {
        var message = Find(call);
        if (!message.IsDraft)
            throw new GraphErrorException(400, "ErrorInvalidRequest", "The message has already been sent.");

        Dispatch(MailboxOf(call), message);
        return new GraphAnswer(202);
    }

    private GraphAnswer SendMail(GraphCall call)
    {
        var body = call.JsonBody();
        // The property's name is "Message" in some clients; Graph reads it without case.
        var sent = body.FirstOrDefault(property => property.Key.Equals("message", StringComparison.OrdinalIgnoreCase)).Value as JsonObject
            ?? throw new GraphErrorException(400, "ErrorInvalidParameter", "The Message parameter is required.");
        var keep = body.FirstOrDefault(property => property.Key.Equals("saveToSentItems", StringComparison.OrdinalIgnoreCase)).Value;
        var mailbox = MailboxOf(call);
        var message = Add(mailbox, sent, Folder.Drafts);
        try
        {
            Dispatch(mailbox, message);
        }
        catch (GraphErrorException)
        {
            mailbox.Messages.Remove(message.Number);
            throw;
        }

        if (keep?.ToString() is "false" or "False")
            mailbox.Messages.Remove(message.Number);
        return new GraphAnswer(202);
    }

    private void Dispatch(Mailbox mailbox, StoredMessage message)
    {
        string[] to = [.. message.Content.Recipients.Select(recipient => recipient.Address).Distinct(StringComparer.OrdinalIgnoreCase)];
        if (to.Length == 0)
            throw new GraphErrorException(400, "ErrorInvalidRecipients", "At least one recipient isn't valid., A message can't be sent because it contains no recipients.");

        (message.Sent, message.Folder) = (exchange.Now, Folder.SentItems);
        (message.Modified, message.Change) = (exchange.Now, exchange.NextChange());
        if (exchange.Modes.SentItemsLagSeconds is > 0 and var lag)
            message.VisibleFrom = exchange.Now.AddSeconds(lag);
        exchange.Mail.Deliver(new Posting(
            0, exchange.Now, "message", mailbox.Address, message.Content.Subject, message.Content.Body, null, exchange.IdOf(mailbox, message, immutable: true), to));
    }

    private GraphAnswer List(GraphCall call)
    {
        var mailbox = MailboxOf(call);
        var folder = FolderOf(call);
        var query = ODataQuery.Of(call);
        var prefer = Preferences.Of(call);
        // Exchange lists the newest first.
        var items = mailbox.Messages.Values.Reverse().Where(message => exchange.IsVisible(message) && (folder is null || message.Folder == folder));
        return query.Page(
            call, items, message => new MessageView(exchange, mailbox, message, prefer).Filterable, message => Render(mailbox, message, query, prefer),
            $"users('{Uri.EscapeDataString(call.Values["user"])}')/messages");
    }

    private GraphAnswer GetFolder(GraphCall call)
    {
        var mailbox = MailboxOf(call);
        var folder = FolderOf(call)!.Value;
        return GraphAnswer.Ok(new JsonObject
        {
            ["id"] = FolderId(mailbox, folder),
            ["displayName"] = folder switch { Folder.SentItems => "Sent Items", Folder.DeletedItems => "Deleted Items", _ => folder.ToString() },
            ["totalItemCount"] = mailbox.Messages.Values.Count(message => message.Folder == folder && exchange.IsVisible(message)),
        });
    }

    private GraphAnswer One(GraphCall call, StoredMessage message, int status)
    {
        var document = new JsonObject { ["@odata.context"] = $"{call.Base}/$metadata#users('{Uri.EscapeDataString(call.Values["user"])}')/messages/$entity" };
        foreach (var (name, value) in Render(MailboxOf(call), message, ODataQuery.Of(call), Preferences.Of(call)))
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
