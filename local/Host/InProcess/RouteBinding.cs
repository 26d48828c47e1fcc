using System.Globalization;
using System.Linq.Expressions;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Pathway.LocalHost.InProcess;

/// <summary>Binds the request itself, and route values by the parameter's name: text or anything parsable from it.</summary>
internal sealed class RouteBinding(RoutePattern route)
{
    public Expression? Bind(ParameterInfo parameter, Expression context)
    {
        if (parameter.ParameterType == typeof(HttpRequest))
            return Expression.Property(context, nameof(HttpContext.Request));
        if (route.GetParameter(parameter.Name!) is not { } named || Reader(parameter.ParameterType) is not { } reader)
            return null;

        var fallback = parameter.HasDefaultValue && parameter.DefaultValue is { } given
            ? Expression.Constant(given, parameter.ParameterType)
            : (Expression)Expression.Default(parameter.ParameterType);
        return Expression.Call(reader, context, Expression.Constant(named.Name), fallback);
    }

    private static MethodInfo? Reader(Type type)
    {
        if (type == typeof(string))
            return Method(nameof(Text));
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return IsParsable(underlying) ? Method(nameof(ParsedOrNull)).MakeGenericMethod(underlying) : null;
        return IsParsable(type) ? Method(nameof(Parsed)).MakeGenericMethod(type) : null;
    }

    private static MethodInfo Method(string name) =>
        typeof(RouteBinding).GetMethod(name, BindingFlags.NonPublic | BindingFlags.Static)!;

    private static bool IsParsable(Type type)
        => type.GetInterfaces().Any(contract => contract.IsGenericType
            && contract.GetGenericTypeDefinition() == typeof(IParsable<>)
            && contract.GenericTypeArguments[0] == type);

    private static string? Text(HttpContext context, string name, string? fallback)
        => context.Request.RouteValues.TryGetValue(name, out var value) && value is not null
            ? value as string ?? Convert.ToString(value, CultureInfo.InvariantCulture)
            : fallback;

    private static T Parsed<T>(HttpContext context, string name, T fallback)
        where T : IParsable<T>
        => Text(context, name, fallback: null) is not { } text ? fallback
            : T.TryParse(text, CultureInfo.InvariantCulture, out var value) ? value
            : throw new FormatException($"The route value {name} is not a {typeof(T).Name}.");

    private static T? ParsedOrNull<T>(HttpContext context, string name, T? fallback)
        where T : struct, IParsable<T>
        => Text(context, name, fallback: null) is null ? fallback : Parsed<T>(context, name, default);
}
