using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Pathway.LocalHost.Http;

/// <summary>Which requests reach which function.</summary>
internal static class FunctionRoutes
{
    /// <exception cref="FunctionDefinitionException">Two functions would answer the same request, or a route
    /// constraint does not exist.</exception>
    public static void Check(IReadOnlyList<HttpFunction> functions, IInlineConstraintResolver constraints)
    {
        foreach (var function in functions)
        {
            foreach (var constraint in function.Route.Parameters.SelectMany(parameter => parameter.ParameterPolicies))
            {
                if (constraint.Content is { } text && constraints.ResolveConstraint(text) is null)
                    throw new FunctionDefinitionException(
                        $"Function {function.Name}: its route '{function.Route.RawText}' has an unknown constraint '{text}'.");
            }
        }

        foreach (var sameShape in functions.GroupBy(function => Shape(function.Route), StringComparer.Ordinal))
            RejectOverlap([.. sameShape]);
    }

    /// <summary>
    /// A matched endpoint that is not the host's own is routing's answer to a wrong verb; to the cloud that URL does
    /// not exist.
    /// </summary>
    public static RequestDelegate HideWrongVerbs(RequestDelegate next) => context =>
    {
        if (context.GetEndpoint() is not { } endpoint || endpoint.Metadata.GetMetadata<HostEndpoint>() is not null)
            return next(context);

        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    };

    private static void RejectOverlap(HttpFunction[] functions)
    {
        for (var i = 0; i < functions.Length; i++)
        {
            var clash = functions.Skip(i + 1).FirstOrDefault(other => Overlap(functions[i].Methods, other.Methods));
            if (clash is not null)
                throw new FunctionDefinitionException(
                    $"Functions {functions[i].Name} and {clash.Name} both answer {functions[i].Route.RawText}.");
        }
    }

    private static bool Overlap(IReadOnlyList<string> one, IReadOnlyList<string> other)
        => one.Count == 0 || other.Count == 0 || one.Intersect(other, StringComparer.Ordinal).Any();

    // Two routes with the same shape are equally good for any URL: parameter names and optionality do not count.
    private static string Shape(RoutePattern route) =>
        string.Join('/', route.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
    {
        RoutePatternLiteralPart literal => literal.Content.ToLowerInvariant(),
        RoutePatternSeparatorPart separator => separator.Content,
        RoutePatternParameterPart parameter =>
            $"{{{(parameter.IsCatchAll ? "*" : "")}{string.Join(':', parameter.ParameterPolicies.Select(policy => policy.Content))}}}",
        _ => "",
    }))));
}

/// <summary>Marks the endpoints that are the host's own.</summary>
internal sealed class HostEndpoint
{
    public static readonly HostEndpoint Mark = new();
}
