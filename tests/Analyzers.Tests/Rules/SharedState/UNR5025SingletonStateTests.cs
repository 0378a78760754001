using Microsoft.CodeAnalysis.Testing;
using Unravel.Analyzers.Rules.SharedState;
using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.SharedState.UNR5025SingletonStateAnalyzer,
    Microsoft.CodeAnalysis.Testing.EmptyCodeFixProvider>;

namespace Unravel.Analyzers.Tests.Rules.SharedState;

/// <summary>Fields of services of which there is one for all requests.</summary>
public sealed class UNR5025SingletonStateTests
{
    private static string Type(string members, string registration = "AddSingleton<Service>()", string bases = "") => $$"""
        using System;
        using System.Threading;
        using System.Threading.Tasks;
        using Microsoft.AspNetCore.Http;
        using Microsoft.Extensions.DependencyInjection;

        namespace Microsoft.AspNetCore.Http
        {
            public class HttpContext { public string User { get; set; } = ""; }
            public delegate Task RequestDelegate(HttpContext context);
            public interface IMiddleware { Task InvokeAsync(HttpContext context, RequestDelegate next); }
        }

        namespace Microsoft.Extensions.Hosting { public interface IHostedService { } }

        namespace Microsoft.Extensions.DependencyInjection
        {
            public interface IServiceCollection { }
            public static class Services
            {
                public static void AddSingleton<T>(this IServiceCollection all) { }
                public static void AddSingleton<T, U>(this IServiceCollection all) { }
                public static void AddScoped<T>(this IServiceCollection all) { }
                public static void AddHostedService<T>(this IServiceCollection all) { }
            }
        }

        class Startup { void M(IServiceCollection all) { all.{{registration}}; } }

        public class Service{{bases}}
        {
            string _user = "";
            volatile string _volatile = "";
            readonly object _gate = new();
            readonly AsyncLocal<string> _flow = new();
            string Name { get; set; } = "";
            {{members}}
        }
        """;

    [Theory]
    [InlineData("public void M(string user) { [|_user|] = user; }")]
    [InlineData("public void M(HttpContext c) { [|_user|] = c.User; }")]
    [InlineData("public void M(HttpContext c) { [|this.Name|] = c.User; }")]
    [InlineData("public async Task M(string user) { [|_user|] = user; await Task.Yield(); Console.WriteLine(_user); }")]
    [InlineData("internal void M(string? user) { [|_user|] = user!; }")]
    public Task ValueOfOneCallInASingleton_IsReported(string members) => Verify.Analyzer(Type(members));

    [Theory]
    [InlineData("AddSingleton<IDisposable, Service>()", " : IDisposable", "public void Dispose() { } public void M(string user) { [|_user|] = user; }")]
    [InlineData("AddScoped<object>()", "", "public Service(RequestDelegate next) { } public Task InvokeAsync(HttpContext c) { [|_user|] = c.User; return Task.CompletedTask; }")]
    [InlineData("AddScoped<object>()", " : IMiddleware", "public Task InvokeAsync(HttpContext c, RequestDelegate next) { [|_user|] = c.User; return next(c); }")]
    public Task OtherWaysToBeOneForAll_AreReported(string registration, string bases, string members) => Verify.Analyzer(Type(members, registration, bases));

    [Fact]
    public Task Message_NamesTheFieldAndTheReason() => Verify.Analyzer(
        Type("public void M(string user) { {|#0:_user|} = user; }"),
        new DiagnosticResult(UNR5025SingletonStateAnalyzer.Descriptor).WithLocation(0)
            .WithMessage("'_user' is written without a lock, but 'Service' is registered with AddSingleton: its calls run at the same time and share the field"));

    [Theory]
    [InlineData("public Service(string user) { _user = user; }")]
    [InlineData("public void M(string user) { lock (_gate) { _user = user; } }")]
    [InlineData("public void M(string user) { lock (_gate) { Set(user); } } void Set(string user) { _user = user; }")]
    [InlineData("public void M(string user) { Interlocked.Exchange(ref _user, user); } public void N(string user) { _user = user; }")]
    [InlineData("public void M(string user) { _volatile = user; }")]
    [InlineData("public void M(string user) { _flow.Value = user; }")]
    [InlineData("public void M(string user) { var _user = user; }")]
    [InlineData("public void M() { _user = \"done\"; }")] // no value of one call
    [InlineData("public void Initialize(string user) { _user = user; }")]
    [InlineData("public void M(Service other, string user) { other._user = user; }")]
    public Task GuardedOrNotOfOneCall_IsSilent(string members) => Verify.Analyzer(Type(members));

    [Theory]
    [InlineData("AddScoped<Service>()")]
    [InlineData("AddHostedService<Service>()")]
    [InlineData("AddSingleton<object>()")]
    public Task NotASingleton_IsSilent(string registration) => Verify.Analyzer(Type("public void M(string user) { _user = user; }", registration));
}
