using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pathway.LocalHost.Discovery;
using Pathway.LocalHost.Http;
using Pathway.LocalHost.Invocation;

namespace Pathway.LocalHost;

/// <summary>Puts the web application together: the app's services, and a route for every HTTP function.</summary>
internal static class HostBuilding
{
    public static async Task<(WebApplication Web, IReadOnlyList<Function> Functions)> BuildAsync(
        IFunctionApp app, FunctionHostOptions options, CancellationToken cancellation)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            ApplicationName = app.Name,
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = Environments.Development,
        });
        builder.Configuration.AddInMemoryCollection(AppSettings.ByConfigurationKey(options.Settings));
        var functions = await app.FindAsync(new AppSettings(builder.Configuration), cancellation);

        Configure(builder, options, app.MaxRequestBodySize);
        app.AddServices(builder.Services, builder.Configuration);
        var web = builder.Build();
        Map(web, functions.OfType<HttpFunction>().ToList(), options);
        return (web, functions);
    }

    private static void Configure(WebApplicationBuilder builder, FunctionHostOptions options, long? maxRequestBodySize)
    {
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, options.Port);
            kestrel.AddServerHeader = false;
            kestrel.AllowSynchronousIO = false;
            kestrel.Limits.MaxRequestBodySize = maxRequestBodySize;
        });
        builder.Host.UseDefaultServiceProvider(provider => provider.ValidateOnBuild = provider.ValidateScopes = true);
        builder.Services.AddRouting();
        builder.Services.AddSingleton(options.TimeProvider);
        builder.Services.AddSingleton<IHostLifetime, CallersLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = options.ShutdownTimeout);

        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        options.ConfigureLogging?.Invoke(builder.Logging);
        // Its lines on each request carry the query string, where keys and tokens are.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
    }

    private static void Map(WebApplication app, List<HttpFunction> functions, FunctionHostOptions options)
    {
        FunctionRoutes.Check(functions, app.Services.GetRequiredService<IInlineConstraintResolver>());
        var keys = new HostKeys(options.MasterKey, options.FunctionKey);
        var loggers = app.Services.GetRequiredService<ILoggerFactory>();

        var signIn = new LocalSignIn(options.DefaultPrincipal, options.People);
        if (options.DefaultPrincipal is not null || options.People.Count > 0)
            app.Use(next => context => signIn.ActAsync(context, next));

        app.UseRouting();
        app.Use(FunctionRoutes.HideWrongVerbs);
        signIn.Map(app);
        foreach (var function in functions)
        {
            var run = new HttpInvocation(function, keys, loggers.LoggerFor(function)).RunAsync;
            var endpoint = function.Methods.Count == 0
                ? app.Map(function.Route, run)
                : app.MapMethods(function.Route.RawText!, function.Methods, run);
            endpoint.WithMetadata(HostEndpoint.Mark).WithDisplayName(function.Name);
        }
    }
}
