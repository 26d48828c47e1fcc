using System.Linq.Expressions;
using System.Reflection;

namespace Pathway.LocalHost.InProcess;

/// <summary>Brings whatever a function returns into one shape.</summary>
internal static class ReturnValue
{
    /// <summary>What a function without a result returns, to be told from one that returned null.</summary>
    public static readonly object Nothing = new();

    public static Expression Adapt(Expression call)
    {
        if (call.Type == typeof(void))
            return Expression.Block(call, Expression.Constant(new ValueTask<object?>(Nothing)));

        var definition = call.Type.IsGenericType ? call.Type.GetGenericTypeDefinition() : null;
        var (adapter, result) = call.Type switch
        {
            var type when type == typeof(Task) => (nameof(FromTask), null),
            var type when type == typeof(ValueTask) => (nameof(FromValueTask), null),
            var type when definition == typeof(Task<>) => (nameof(FromTaskOf), type.GetGenericArguments()[0]),
            var type when definition == typeof(ValueTask<>) => (nameof(FromValueTaskOf), type.GetGenericArguments()[0]),
            var type => (nameof(FromValue), type),
        };
        var method = typeof(ReturnValue).GetMethod(adapter, BindingFlags.NonPublic | BindingFlags.Static)!;
        return Expression.Call(result is null ? method : method.MakeGenericMethod(result), call);
    }

    private static ValueTask<object?> FromValue<T>(T value) => new(value);

    private static async ValueTask<object?> FromTask(Task task)
    {
        await task;
        return Nothing;
    }

    private static async ValueTask<object?> FromValueTask(ValueTask task)
    {
        await task;
        return Nothing;
    }

    private static async ValueTask<object?> FromTaskOf<T>(Task<T> task) => await task;

    private static async ValueTask<object?> FromValueTaskOf<T>(ValueTask<T> task) => await task;
}
