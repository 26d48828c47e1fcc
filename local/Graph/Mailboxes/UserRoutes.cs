using System.Text.Json.Nodes;
using Pathway.GraphSimulator.Protocol;
using Pathway.GraphSimulator.Queries;

namespace Pathway.GraphSimulator.Mailboxes;

/// <summary><c>/users</c>: who is behind an address.</summary>
internal sealed class UserRoutes(Exchange exchange)
{
    private static readonly string[] Names =
    [
        "businessPhones", "displayName", "givenName", "jobTitle", "mail", "mobilePhone", "officeLocation",
        "preferredLanguage",
        "surname", "userPrincipalName", "id",
    ];

    public void Map(ExchangeRoutes routes)
    {
        routes.Map("GET", "/users/{user}", Get);
        routes.Map("GET", "/users", List);
    }

    private GraphAnswer Get(GraphCall call)
    {
        CheckPermission();
        var mailbox = exchange.Mailbox(call.Values["user"]);
        var document = new JsonObject { ["@odata.context"] = $"{call.Base}/$metadata#users/$entity" };
        foreach (var (name, value) in Render(mailbox, ODataQuery.From(call)))
            document[name] = value?.DeepClone();
        return GraphAnswer.Ok(document);
    }

    private GraphAnswer List(GraphCall call)
    {
        CheckPermission();
        var query = ODataQuery.From(call);
        return query.Page(
            call,
            exchange.Mailboxes,
            mailbox => name => Property(mailbox, name),
            mailbox => Render(mailbox, query),
            "users");
    }

    private void CheckPermission()
    {
        if (exchange.Modes.NoDirectoryPermission)
            throw new GraphErrorException(
                403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.");
    }

    private static JsonObject Render(Mailbox mailbox, ODataQuery query)
    {
        var document = new JsonObject();
        foreach (var name in query.Select ?? Names)
            document[name] = Property(mailbox, name);
        return document;
    }

    private static JsonNode? Property(Mailbox mailbox, string name) => name switch
    {
        "id" => mailbox.Id.ToString(),
        "displayName" => mailbox.DisplayName,
        "mail" or "userPrincipalName" => mailbox.Address,
        "businessPhones" => new JsonArray(),
        "accountEnabled" => true,
        _ when Names.Contains(name) => null,
        _ =>
            throw GraphErrorException.BadRequest(
                $"Could not find a property named '{name}' on type 'microsoft.graph.user'."),
    };
}
