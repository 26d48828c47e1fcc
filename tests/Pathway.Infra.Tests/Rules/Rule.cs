using System.Reflection;
using Pathway.Infra.Tests.Predicted;

namespace Pathway.Infra.Tests.Rules;

/// <summary>Something a deployment must hold: the faults it finds, none when all is well.</summary>
public sealed record Rule(string Name, Func<Prediction, IEnumerable<string>> Faults)
{
    public static IReadOnlyList<Rule> All { get; } =
    [
        new("Azure's published types", prediction => prediction.Resources.SelectMany(PublishedTypes.Faults)),
        .. from type in (Type[])[typeof(NameRules), typeof(SettingRules), typeof(StorageRules), typeof(AccessRules), typeof(SiteRules), typeof(WatchRules), typeof(NetworkRules)]
           from method in type.GetMethods(BindingFlags.Public | BindingFlags.Static)
           where method.ReturnType == typeof(IEnumerable<string>)
               && method.GetParameters() is [{ } only]
               && only.ParameterType == typeof(Prediction)
           select new Rule(
               $"{type.Name}.{method.Name}", method.CreateDelegate<Func<Prediction, IEnumerable<string>>>()),
    ];

    public static Rule Named(string name) => All.Single(rule => rule.Name == name);
}
