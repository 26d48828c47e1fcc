using System.Collections.Concurrent;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;
using Pathway.LocalHost.Discovery;

namespace Pathway.LocalHost.InProcess;

/// <summary>Finds the methods marked as functions, under the rules of the worker's metadata generator.</summary>
internal static partial class FunctionCatalogue
{
    private const BindingFlags Any = BindingFlags.Public
        | BindingFlags.NonPublic
        | BindingFlags.Instance
        | BindingFlags.Static
        | BindingFlags.DeclaredOnly;

    // A process may start many hosts, as the tests do, and an assembly stays what it is.
    private static readonly ConcurrentDictionary<Assembly, IReadOnlyList<(string Name, MethodInfo Method)>> Marked = new();

    /// <exception cref="FunctionDefinitionException">A function that the cloud would not run, or would not run as
    /// meant.</exception>
    public static IReadOnlyList<FunctionMethod> Find(FunctionHostOptions options)
    {
        var methods = options.Assemblies
            .Distinct()
            .SelectMany(assembly => Marked.GetOrAdd(assembly, Search))
            .Where(found => options.IncludeClass(found.Method.DeclaringType!))
            .Select(found => Read(found.Name, found.Method))
            .OrderBy(function => function.Name, StringComparer.OrdinalIgnoreCase)
            .ToList();
        RejectDuplicates(methods);
        return methods;
    }

    private static IReadOnlyList<(string Name, MethodInfo Method)> Search(Assembly assembly) =>
    [
        .. from type in assembly.GetTypes()
           from method in type.GetMethods(Any)
           let mark = method.GetCustomAttribute<FunctionAttribute>()
           where mark is not null
           select (mark.Name, method),
    ];

    private static FunctionMethod Read(string name, MethodInfo method)
    {
        var triggers = method.GetParameters()
            .SelectMany(
                parameter => parameter.GetCustomAttributes().Where(IsTrigger).Select(attribute => (parameter, attribute)))
            .ToList();
        if (triggers.Count != 1)
        {
            var found = triggers.Count == 0 ? "no parameter with a trigger" : "more than one trigger";
            throw new FunctionDefinitionException(
                $"Function {name} ({EntryPoint(method)}) has {found}; it needs exactly one.");
        }

        var function = new FunctionMethod(
            new FunctionIdentity(name, EntryPoint(method)), method, triggers[0].parameter, triggers[0].attribute);
        if (!ValidName().IsMatch(name))
            throw function.Fault("a function's name is a letter, then letters, digits, _ and -, at most 128 in all.");
        if (!method.IsPublic
            || !method.DeclaringType!.IsVisible
            || (method.DeclaringType.IsAbstract && !method.IsStatic))
            throw function.Fault("only public methods of public classes are functions.");
        return method.ContainsGenericParameters ? throw function.Fault("a function cannot be generic.") : function;
    }

    private static string EntryPoint(MethodInfo method) => $"{method.DeclaringType}.{method.Name}";

    private static bool IsTrigger(Attribute attribute)
        => attribute is HttpTriggerAttribute or QueueTriggerAttribute or TimerTriggerAttribute;

    private static void RejectDuplicates(List<FunctionMethod> methods)
    {
        var twice = methods.GroupBy(function => function.Name, StringComparer.OrdinalIgnoreCase)
            .FirstOrDefault(group => group.Count() > 1);
        if (twice is not null)
        {
            var places = string.Join(" and ", twice.Select(function => function.Identity.EntryPoint));
            throw new FunctionDefinitionException($"Function {twice.Key} is defined more than once: {places}.");
        }
    }

    [GeneratedRegex("^[a-zA-Z][a-zA-Z0-9_-]{0,127}$", RegexOptions.NonBacktracking)]
    private static partial Regex ValidName();
}
