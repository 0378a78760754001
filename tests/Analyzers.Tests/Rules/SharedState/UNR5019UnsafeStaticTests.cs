using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.SharedState.UNR5019UnsafeStaticAnalyzer,
    Unravel.CodeFixes.Rules.SharedState.UNR5019UnsafeStaticFix>;

namespace Unravel.Analyzers.Tests.Rules.SharedState;

/// <summary>Objects for one thread at a time in static fields.</summary>
public sealed class UNR5019UnsafeStaticTests
{
    private static string Type(string members) => $$"""
        using System;
        using System.Security.Cryptography;
        using System.Text;
        using System.Threading.Tasks;

        class C
        {
            static readonly Random s_random = new();
            static readonly Random s_shared = Random.Shared;
            [ThreadStatic] static Random? t_random;
            readonly Random _own = new();
            static readonly MD5 s_md5 = MD5.Create();
            static readonly HMACSHA256 s_mac = new HMACSHA256();
            static readonly StringBuilder s_text = new StringBuilder();
            static readonly object s_gate = new();
            {{members}}
        }
        """;

    [Theory]
    [InlineData("int M() => [|s_random.Next()|];")]
    [InlineData("double M() { return [|C.s_random.NextDouble()|]; }")]
    [InlineData("static async Task<int> M() { await Task.Yield(); return [|s_random.Next(5)|]; }")]
    [InlineData("static Task<int> M() => Task.Run(() => [|s_random.Next(5)|]);")]
    [InlineData("byte[] M(byte[] b) => [|s_md5.ComputeHash(b)|];")]
    [InlineData("byte[] M(byte[] b) => [|s_mac.ComputeHash(b)|];")]
    [InlineData("void M() { [|s_text.Append(1)|]; }")]
    [InlineData("int P => [|s_random.Next()|];")]
    public Task ChangedByWhoeverComes_IsReported(string members) => Verify.Analyzer(Type(members));

    [Theory]
    [InlineData("int M() => Random.Shared.Next() + s_shared.Next() + _own.Next() + t_random!.Next();")]
    [InlineData("int M() { lock (s_gate) { return s_random.Next(); } }")]
    [InlineData("public int M() { lock (s_gate) { return N(); } } int N() => s_random.Next();")]
    [InlineData("static int M() => s_random.Next();")] // a program with one thread
    [InlineData("static async Task Main() { await Task.Yield(); s_random.Next(); }")]
    [InlineData("static C() { s_random.Next(); }")]
    [InlineData("C() { s_random.Next(); }")]
    [InlineData("string M() => s_text.ToString() + s_md5.HashSize;")]
    [InlineData("byte[] M(byte[] b) => MD5.HashData(b);")]
    public Task OtherUses_AreSilent(string members) => Verify.Analyzer(Type(members));

    [Fact]
    public Task Fix_UsesWhatIsThereForAll() => Verify.Fix(
        Type("int M() => [|s_random.Next(5)|] /* a */; byte[] N(byte[] b) => [|s_md5.ComputeHash(b)|];"),
        Type("int M() => Random.Shared.Next(5) /* a */; byte[] N(byte[] b) => MD5.HashData(b);"));

    [Theory]
    [InlineData("void M() { [|s_text.Append(1)|]; }")]
    [InlineData("byte[] M(byte[] b) => [|s_mac.ComputeHash(b)|];")] // HashData needs the key
    public Task Fix_IsNotOfferedElsewhere(string members) => Verify.NoFix(Type(members));
}
