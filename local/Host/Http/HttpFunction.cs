using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker;
using Pathway.LocalHost.Discovery;
using Pathway.LocalHost.Invocation;

namespace Pathway.LocalHost.Http;

internal sealed class HttpFunction : Function
{
    private static readonly string[] Reserved = ["admin", "runtime"];

    public HttpFunction(FunctionMethod method, HttpTriggerAttribute trigger, string routePrefix, bool disabled)
        : base(method, disabled)
    {
        if (method.TriggerParameter.ParameterType != typeof(HttpRequest))
            throw method.Fault("an HTTP trigger is on a parameter of type HttpRequest.");

        Level = trigger.AuthLevel;
        Methods = [.. (trigger.Methods ?? []).Select(verb => verb.ToUpperInvariant()).Distinct()];
        Route = Parse(method, Template(routePrefix, string.IsNullOrEmpty(trigger.Route) ? method.Name : trigger.Route));
        Call = FunctionCompiler.Compile<HttpContext>(method, new RouteBinding(Route).Bind);
    }

    public AuthorizationLevel Level { get; }

    /// <summary>Upper case; empty: all of them.</summary>
    public IReadOnlyList<string> Methods { get; }

    public RoutePattern Route { get; }

    public FunctionCall<HttpContext> Call { get; }

    public override FunctionDescription Describe(Uri address)
        => new(Name, TriggerKind.Http, $"{address.GetLeftPart(UriPartial.Authority)}/{Route.RawText}", Methods, Disabled);

    private static string Template(string prefix, string route)
        => prefix.Trim('/') is { Length: > 0 } first ? $"{first}/{route.TrimStart('/')}" : route.TrimStart('/');

    private static RoutePattern Parse(FunctionMethod method, string template)
    {
        try
        {
            var route = RoutePatternFactory.Parse(template);
            return route.PathSegments is [{ Parts: [RoutePatternLiteralPart first] }, ..] && Reserved.Contains(first.Content, StringComparer.OrdinalIgnoreCase)
                ? throw method.Fault($"its route '{template}' lies under one that the host keeps for itself.")
                : route;
        }
        catch (RoutePatternException e)
        {
            throw new FunctionDefinitionException(method.Fault($"its route '{template}' is none: {e.Message}").Message, e);
        }
    }
}
