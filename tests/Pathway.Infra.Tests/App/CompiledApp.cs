using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Pathway.Functions;

namespace Pathway.Infra.Tests.App;

/// <summary>
/// What the compiled app itself says it needs. Nothing here repeats a name, so that a renamed one is missed in the
/// Bicep.
/// </summary>
public static class CompiledApp
{
    private static readonly Assembly Code = typeof(PathwayServices).Assembly;

    public static IReadOnlyList<string> Tables { get; } = [.. Enum.GetNames(NamesOf("Table"))];

    public static IReadOnlyList<string> Containers { get; } =
    [
        .. Enum.GetNames(NamesOf("Container")).Select(name => name.ToLowerInvariant()),
    ];

    public static IReadOnlyList<MethodInfo> Functions { get; } =
        [.. Code.GetTypes().SelectMany(type => type.GetMethods()).Where(method => method.IsDefined(typeof(FunctionAttribute)))];

    /// <summary>The settings every options class reads.</summary>
    public static IReadOnlyList<string> Settings { get; } = ReadAll();

    /// <summary>Those that are lists and maps, which may be empty.</summary>
    public static IReadOnlyList<string> Collections { get; } =
        [.. Settings.Where(setting => CollectionNames().Contains(setting.Split("__")[^1], StringComparer.OrdinalIgnoreCase))];

    public static IReadOnlyList<string> HealthChecks { get; } =
    [
        .. Provider(
            new ConfigurationBuilder().Build()).GetRequiredService<IOptions<HealthCheckServiceOptions>>().Value.Registrations
            .Select(check => check.Name),
    ];

    public static IReadOnlyDictionary<string, T> Triggers<T>()
        where T : Attribute =>
        Functions.Select(
            method => (Name: Name(method), Trigger: method.GetParameters().SelectMany(parameter => parameter.GetCustomAttributes<T>()).FirstOrDefault()))
            .Where(function => function.Trigger is not null)
            .ToDictionary(function => function.Name, function => function.Trigger!, StringComparer.Ordinal);

    /// <summary>Binds and validates every options class as the worker does at its start.</summary>
    /// <exception cref="OptionsValidationException">The app would not start with these settings.</exception>
    public static void Start(IEnumerable<KeyValuePair<string, string>> settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(
                settings.Select(setting => KeyValuePair.Create(setting.Key.Replace("__", ":", StringComparison.Ordinal), (string?)setting.Value)))
            .Build();
        Provider(configuration).GetRequiredService<IStartupValidator>().Validate();
    }

    public static string Name(MethodInfo method) => method.GetCustomAttribute<FunctionAttribute>()!.Name;

    private static Type NamesOf(string kind) =>
        Code.GetTypes().Single(type =>
            type.IsEnum && type.Namespace!.EndsWith(".Storage", StringComparison.Ordinal) && type.Name.EndsWith(kind, StringComparison.Ordinal));

    private static ServiceProvider Provider(IConfiguration configuration) =>
        Services(configuration).BuildServiceProvider();

    private static IServiceCollection Services(IConfiguration configuration) =>
        new ServiceCollection().AddSingleton(configuration).AddLogging().AddPathway();

    // What is bound to a section, and what is checked.
    private static bool IsOfOptions(Type service) =>
        service == typeof(IOptionsChangeTokenSource<>) || service == typeof(IValidateOptions<>);

    private static IEnumerable<Type> OptionsOf(IServiceCollection services) =>
        services.Select(service => service.ServiceType)
        .Where(type => type.IsGenericType && IsOfOptions(type.GetGenericTypeDefinition()))
        .Select(type => type.GetGenericArguments()[0])
        .Where(type => type.Assembly == Code)
        .Distinct();

    private static IEnumerable<string> CollectionNames() => OptionsOf(Services(new ConfigurationBuilder().Build()))
        .SelectMany(type => type.GetProperties())
        .Where(
            property => property.PropertyType != typeof(string) && property.PropertyType.IsAssignableTo(typeof(System.Collections.IEnumerable)))
        .Select(property => property.Name);

    private static IReadOnlyList<string> ReadAll()
    {
        var single = Code.GetTypes()
            .SelectMany(type => type.GetProperties())
            .Select(property => property.GetCustomAttribute<ConfigurationKeyNameAttribute>()?.Name)
            .OfType<string>();
        var reading = new ReadSettings([.. single]);
        var services = Services(new ConfigurationBuilder().Add(reading).Build());
        using var provider = services.BuildServiceProvider();
        foreach (var type in OptionsOf(services))
        {
            try
            {
                var value = provider.GetRequiredService(typeof(IOptions<>).MakeGenericType(type));
                _ = value.GetType().GetProperty("Value")!.GetValue(value);
            }
            catch (TargetInvocationException empty) when (empty.InnerException is OptionsValidationException)
            {
                // Nothing is set, so it is not valid; it was read all the same.
            }
        }

        return reading.Names;
    }
}
