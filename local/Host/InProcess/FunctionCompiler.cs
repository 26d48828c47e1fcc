using System.Linq.Expressions;
using Microsoft.Extensions.DependencyInjection;
using ParameterInfo = System.Reflection.ParameterInfo;

namespace Pathway.LocalHost.InProcess;

/// <summary>
/// Turns a function into one delegate, so that an invocation costs no reflection. What cannot be bound is told when the host
/// starts; the delegate itself is compiled at the first call, for most functions of a short run are never called:
/// <c>(services, source, cancellation) => Adapt(((T)factory(services)).Method(bound, parameters))</c>.
/// </summary>
internal static class FunctionCompiler
{
    /// <param name="function">What is compiled.</param>
    /// <param name="bind">Reads a parameter's value off the source; null when it cannot.</param>
    /// <exception cref="FunctionDefinitionException">A parameter that nothing can be bound to.</exception>
    public static CompiledFunction<TSource> Compile<TSource>(
        FunctionMethod function, Func<ParameterInfo, Expression, Expression?> bind)
    {
        var services = Expression.Parameter(typeof(IServiceProvider), "services");
        var source = Expression.Parameter(typeof(TSource), "source");
        var cancellation = Expression.Parameter(typeof(CancellationToken), "cancellation");

        var arguments = function.Method.GetParameters()
            .Select(parameter => parameter.ParameterType == typeof(CancellationToken)
                ? cancellation
                : bind(parameter, source) ?? throw function.Fault(
                    $"nothing can be bound to its parameter {parameter.ParameterType.Name} {parameter.Name}."))
            .ToList();

        var compiled = new Lazy<CompiledFunction<TSource>>(() =>
        {
            var call = Expression.Call(Instance(function, services), function.Method, arguments);
            return Expression.Lambda<CompiledFunction<TSource>>(
                ReturnValue.Adapt(call), function.Name, [services, source, cancellation])
                .Compile();
        });
        return (provider, from, stop) => compiled.Value(provider, from, stop);
    }

    private static UnaryExpression? Instance(FunctionMethod function, ParameterExpression services)
    {
        if (function.Method.IsStatic)
            return null;

        var type = function.Method.DeclaringType!;
        var create = ActivatorUtilities.CreateFactory(type, Type.EmptyTypes);
        return Expression.Convert(
            Expression.Invoke(Expression.Constant(create), services, Expression.Constant(null, typeof(object[]))),
            type);
    }
}
