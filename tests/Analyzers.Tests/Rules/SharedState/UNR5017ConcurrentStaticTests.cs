using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.SharedState.UNR5017ConcurrentStaticAnalyzer,
    Unravel.CodeFixes.Rules.SharedState.UNR5017ConcurrentStaticFix>;

namespace Unravel.Analyzers.Tests.Rules.SharedState;

/// <summary>Static fields that instances write while others run.</summary>
public sealed class UNR5017ConcurrentStaticTests
{
    private const string Frameworks = """
        namespace Microsoft.AspNetCore.Mvc { public class ControllerBase { } public class ApiControllerAttribute : System.Attribute { } }
        namespace Microsoft.Azure.Functions.Worker { public class FunctionAttribute : System.Attribute { public FunctionAttribute(string name) { } } }
        namespace Microsoft.Extensions.Hosting { public interface IHostedService { } }
        """;

    private static string Type(string members, string declaration = "class C") => $$"""
        using System;
        using System.Collections.Generic;
        using System.Collections.Immutable;
        using System.Threading;
        using System.Threading.Tasks;

        {{declaration}}
        {
            static int s_count;
            static long s_total;
            static decimal s_sum;
            static string? s_user;
            static bool s_ready;
            static volatile int s_volatile;
            [ThreadStatic] static int t_count;
            static readonly AsyncLocal<string?> s_ambient = new();
            static ImmutableList<int> s_list = ImmutableList<int>.Empty;
            static List<int>? s_lazy;
            static readonly object s_gate = new();
            readonly object _gate = new();
            int _n;
            public void Lock() { lock (_gate) { _n++; } }
            public static int Sum() => s_count + (int)s_total + (s_user?.Length ?? 0) + (int)s_sum;
            {{members}}
        }

        {{Frameworks}}
        """;

    [Theory]
    [InlineData("public void M() { [|s_count++|]; }")]
    [InlineData("public void M() { [|++C.s_count|]; }")]
    [InlineData("public void M(int n) { [|s_total += n|]; }")]
    [InlineData("public void M(int n) { [|s_total = s_total + n|]; }")]
    [InlineData("public void M(int n) { [|s_sum -= n|]; }")]
    [InlineData("public int P { get { [|s_count++|]; return 1; } }")]
    [InlineData("public async Task M() { await Task.Yield(); [|s_count++|]; }")]
    [InlineData("public static int Hits { get; set; } public void M() { [|Hits++|]; }")]
    [InlineData("public void M(List<int> all) { all.ForEach(x => [|s_count += x|]); }")]
    public Task UpdateByAnInstance_IsReported(string members) => Verify.Analyzer(Type(members));

    [Theory]
    [InlineData("public class C : Microsoft.AspNetCore.Mvc.ControllerBase", "public void Get(string user) { [|s_user = user|]; }")]
    [InlineData("[Microsoft.AspNetCore.Mvc.ApiController] public class C", "public void Get(string user) { [|s_user = user|]; }")]
    [InlineData("public class C : Microsoft.AspNetCore.Mvc.ControllerBase", "public void Get(string user) { [|s_count++|]; }")]
    [InlineData("public class C", "[Microsoft.Azure.Functions.Worker.Function(\"f\")] public void Run(string user) { [|s_user = user|]; }")]
    [InlineData("public class C", "[Microsoft.Azure.Functions.Worker.Function(\"f\")] public static void Run(string user) { [|s_count++|]; }")]
    public Task OfOneRequest_IsReported(string declaration, string members) => Verify.Analyzer(Type(members, declaration));

    [Theory]
    [InlineData("public void M() { lock (s_gate) { s_count++; } }")]
    [InlineData("public void M() { lock (s_gate) { Add(); } } void Add() { s_count++; }")]
    [InlineData("public void M() { s_count++; } public void N() { lock (s_gate) { s_count++; } }")] // UNR5003
    [InlineData("public void M() { Interlocked.Increment(ref s_count); }")]
    [InlineData("public void M() { s_count++; } public void N() { Interlocked.Increment(ref s_count); }")] // UNR5007
    [InlineData("public void M() { s_volatile++; }")] // UNR5006
    [InlineData("public void M() { t_count++; }")]
    [InlineData("public void M() { s_ambient.Value = \"a\"; }")]
    [InlineData("public void M() { s_ready = true; s_user = null; s_count = 0; }")]
    [InlineData("public void M(string user) { s_user = user; }")] // published: nothing says that it belongs to one call
    [InlineData("public void M() { s_lazy ??= new(); }")] // UNR5016
    [InlineData("public void M() { s_list = s_list.Add(1); }")] // UNR5014
    [InlineData("public static void M() { s_count++; }")]
    [InlineData("public C() { s_count++; }")]
    [InlineData("static C() { s_count++; }")]
    [InlineData("~C() { s_count--; }")]
    [InlineData("public void M() { _n++; }")]
    public Task ProtectedOrMeant_IsSilent(string members) => Verify.Analyzer(Type(members));

    [Theory]
    [InlineData("public class C : Microsoft.AspNetCore.Mvc.ControllerBase", "public void SetUser(string user) { s_user = user; }")] // says that it sets
    [InlineData("public class C : Microsoft.AspNetCore.Mvc.ControllerBase", "public void Get(string user) { s_user = Environment.MachineName; }")]
    [InlineData("public class C : Microsoft.AspNetCore.Mvc.ControllerBase", "static string? s_kept; public void Get(string user) { s_kept = user; }")] // nobody reads it
    public Task InAController_WhatBelongsToNoRequest_IsSilent(string declaration, string members) => Verify.Analyzer(Type(members, declaration));

    [Fact]
    public Task WithoutEvidenceOfThreads_IsSilent() => Verify.Analyzer("class C { static int s_count; public int M() => s_count++; }");

    [Fact]
    public Task Fix_CountsByInterlocked() => Verify.Fix(
        Type("public void M(int n) { [|s_count++|]; /* a */ [|s_total += n|]; }"),
        Type("public void M(int n) { Interlocked.Increment(ref s_count); /* a */ Interlocked.Add(ref s_total, n); }"));

    [Theory]
    [InlineData("public void M(int n) { [|s_sum += n|]; }")]
    [InlineData("public int M() => [|s_count++|];")]
    [InlineData("public void M(int n) { [|s_total = s_total + n|]; }")]
    [InlineData("public static int Hits { get; set; } public void M() { [|Hits++|]; }")]
    public Task Fix_IsNotOffered(string members) => Verify.NoFix(Type(members));
}
