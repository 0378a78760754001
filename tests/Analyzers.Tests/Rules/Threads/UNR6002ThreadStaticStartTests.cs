using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.Threads.UNR6002ThreadStaticStartAnalyzer,
    Unravel.Analyzers.Tests.Verifying.NoFix>;

namespace Unravel.Analyzers.Tests.Rules.Threads;

/// <summary>Thread-static fields that are not static, or get their value in one thread only.</summary>
public sealed class UNR6002ThreadStaticStartTests
{
    private static string Type(string members) => $$"""
        using System;
        using System.Collections.Generic;
        using System.Threading;

        class C
        {
            {{members}}
        }
        """;

    [Theory]
    [InlineData("[ThreadStatic] int [|_count|];")]
    [InlineData("[ThreadStatic] private List<int>? [|_list|];")]
    [InlineData("[ThreadStatic] static List<int> [|s_list|] = new();")]
    [InlineData("[ThreadStaticAttribute] static int [|s_count|] = 5, s_other;")]
    [InlineData("[ThreadStatic] static int s_count; static C() { [|s_count|] = 5; }")]
    [InlineData("[ThreadStatic] static List<int> s_list; static C() => [|C.s_list|] = new();", true)]
    public Task ValueOfOneThread_IsReported(string members, bool warns = false) =>
        Verify.Analyzer(Type(members), test => test.CompilerDiagnostics = warns ? Microsoft.CodeAnalysis.Testing.CompilerDiagnostics.None : test.CompilerDiagnostics);

    [Theory]
    [InlineData("[ThreadStatic] static int s_count;")]
    [InlineData("[ThreadStatic] static List<int>? s_list; static List<int> List => s_list ??= new();")]
    [InlineData("[ThreadStatic] static int s_count; static void M() { s_count = 1; }")]
    [InlineData("[ThreadStatic] static int s_count; C() { s_count = 1; }")]
    [InlineData("[ThreadStatic] static int s_count; static C() { Action a = () => s_count = 1; }")] // runs later
    [InlineData("static int s_count = 5; int _count = 5;")]
    [InlineData("static readonly ThreadLocal<int> s_count = new(() => 5);")]
    [InlineData("[ThreadStatic] static int s_count; static C() { Console.WriteLine(s_count); }")]
    public Task OtherFields_AreSilent(string members) => Verify.Analyzer(Type(members));

    [Theory]
    [InlineData("CA2259", "[ThreadStatic] int _count;")]
    [InlineData("CA2019", "[ThreadStatic] static int s_count = 5;")]
    public Task RuleOfTheSdk_Speaks(string id, string members) => Verify.Analyzer(
        Type(members),
        test => test.TestState.AnalyzerConfigFiles.Add(("/.globalconfig", $"is_global = true\ndotnet_diagnostic.{id}.severity = warning\n")));
}
