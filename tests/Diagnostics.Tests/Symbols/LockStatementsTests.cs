using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using Unravel.Diagnostics.Symbols;

namespace Unravel.Diagnostics.Tests.Symbols;

public sealed class LockStatementsTests : IDisposable
{
    private readonly SymbolStore _store = new(path => path);

    public void Dispose() => _store.Dispose();

    [Theory]
    [InlineData("Debug", "BraceBelow")]
    [InlineData("Debug", "BraceBehind")]
    [InlineData("Debug", "OnOneLine")]
    [InlineData("Debug", "Using")]
    [InlineData("Release", "OnOneLine")]
    [InlineData("Release", "Using")]
    [InlineData("Embedded", "BraceBelow")]
    [InlineData("Embedded", "BraceBehind")]
    [InlineData("Embedded", "OnOneLine")]
    [InlineData("Embedded", "Using")]
    public void ThreadInFrontOfALock_IsAtItsStatement(string form, string method) =>
        Assert.Equal(CompiledSpecimens.Marked(method, "Locks.cs"), EnteredLines(form, method));

    /// <summary>Optimised code has no line for the brace: without the source, the first statement under the lock stands for it.</summary>
    [Fact]
    public void OptimisedWithoutSource_IsAtTheFirstStatementUnderTheLock()
    {
        var marked = CompiledSpecimens.Marked("BraceBelow", "Locks.cs").Select(place => int.Parse(place.Split(':')[1], null));

        Assert.Equal(marked.Select(line => $"Locks.cs:{line + 2}"), EnteredLines("Release", "BraceBelow"));
    }

    [Theory]
    [InlineData("Debug", "BraceBelow")]
    [InlineData("Debug", "BraceBehind")]
    [InlineData("Debug", "Using")]
    [InlineData("Debug", "OfMonitor")]
    [InlineData("Release", "OfMonitor")]
    [InlineData("Embedded", "BraceBelow")]
    public void CallUnderLocks_KnowsWhereEachWasTaken(string form, string method)
    {
        var module = _store.Module(CompiledSpecimens.Locks(form))!;
        var token = CompiledSpecimens.TokenOf(module, method);
        var body = module.BodyBlockOf((MethodDefinitionHandle)MetadataTokens.EntityHandle(token))!;
        var innermost = body.ExceptionRegions.MinBy(region => region.TryLength);

        var lines = LockStatements.Around(module, token, innermost.TryOffset + innermost.TryLength - 1);

        Assert.Equal(CompiledSpecimens.Marked(method, "Locks.cs"), lines.Select(line => line.ToString()));
    }

    [Fact]
    public void PlaceWithoutLock_HasNone()
    {
        var module = _store.Module(CompiledSpecimens.Locks("Debug"))!;

        Assert.Empty(LockStatements.Around(module, CompiledSpecimens.TokenOf(module, "BraceBelow"), 0));
        Assert.Null(LockStatements.Entered(module, CompiledSpecimens.TokenOf(module, "OfMonitor"), 0));
    }

    private IEnumerable<string?> EnteredLines(string form, string method)
    {
        var module = _store.Module(CompiledSpecimens.Locks(form))!;
        var token = CompiledSpecimens.TokenOf(module, method);
        return ILReader.Read(module.BodyOf((MethodDefinitionHandle)MetadataTokens.EntityHandle(token)))
            .Where(instruction => instruction.OpCode.Value == OpCodes.Callvirt.Value && module.NameOfCalled(instruction.Token) is ("Lock", "EnterScope"))
            .Select(call => LockStatements.Entered(module, token, call.Offset)?.ToString());
    }
}
