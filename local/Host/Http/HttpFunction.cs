using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker;
using Pathway.LocalHost.Discovery;
using Pathway.LocalHost.Invocation;

namespace Pathway.LocalHost.Http;

internal sealed class HttpFunction : Function
{
    private static readonly string[] Reserved = ["admin", "runtime"];

    /// <param name="identity">Which function.</param>
    /// <param name="trigger">What its trigger says.</param>
    /// <param name="routePrefix">Before its route.</param>
    /// <param name="disabled">Only who holds the master key reaches it.</param>
    /// <param name="call">Runs it, knowing its route.</param>
    /// <exception cref="FunctionDefinitionException">Its route is none, or one of the host's own.</exception>
    public HttpFunction(
        FunctionIdentity identity,
        HttpTrigger trigger,
        string routePrefix,
        bool disabled,
        Func<RoutePattern, FunctionCall<HttpContext>> call)
        : base(identity, disabled)
    {
        Level = trigger.Level;
        Methods = [.. trigger.Methods.Select(verb => verb.ToUpperInvariant()).Distinct()];
        Route = Parse(
            identity, Template(routePrefix, string.IsNullOrEmpty(trigger.Route) ? identity.Name : trigger.Route));
        Call = call(Route);
    }

    public AuthorizationLevel Level { get; }

    /// <summary>Upper case; empty: all of them.</summary>
    public IReadOnlyList<string> Methods { get; }

    public RoutePattern Route { get; }

    public FunctionCall<HttpContext> Call { get; }

    public override FunctionDescription Describe(Uri address)
        =>
            new(
                Name,
                TriggerKind.Http,
                $"{address.GetLeftPart(UriPartial.Authority)}/{Route.RawText}",
                Methods,
                Disabled);

    private static string Template(string prefix, string route)
        => prefix.Trim('/') is { Length: > 0 } first ? $"{first}/{route.TrimStart('/')}" : route.TrimStart('/');

    private static RoutePattern Parse(FunctionIdentity identity, string template)
    {
        try
        {
            var route = RoutePatternFactory.Parse(template);
            return route.PathSegments is [{ Parts: [RoutePatternLiteralPart first] }, ..]
                && Reserved.Contains(first.Content, StringComparer.OrdinalIgnoreCase)
                ? throw identity.Fault($"its route '{template}' lies under one that the host keeps for itself.")
                : route;
        }
        catch (RoutePatternException e)
        {
            throw new FunctionDefinitionException(
                identity.Fault($"its route '{template}' is none: {e.Message}").Message, e);
        }
    }
}
