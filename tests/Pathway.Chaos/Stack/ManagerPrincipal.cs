using System.Text.Json;
using Pathway.Functions.Http;

namespace Pathway.Chaos.Stack;

/// <summary>The programme's manager, as App Service authentication would name them.</summary>
internal static class ManagerPrincipal
{
    public static string Header { get; } = Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(new
    {
        claims = new[] { new { typ = "roles", val = Caller.ManagerRole }, new { typ = "preferred_username", val = "manager@digital-health.example.org" } },
    }));
}
