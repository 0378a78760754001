using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Unravel.Catalog;
using Unravel.CodeFixes.Edits;

namespace Unravel.CodeFixes.Rules.Locking;

/// <summary>
/// Makes a semaphore of a private object whose monitor is held: any thread may release it. Reader-writer locks, spin locks
/// and mutexes have no counterpart that does the same.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UNR4002AwaitUnderLockFix))]
public sealed class UNR4002AwaitUnderLockFix : RuleFix
{
    private const string Title = "Use a SemaphoreSlim, which any thread can release";

    public UNR4002AwaitUnderLockFix()
        : base(RuleIds.AwaitUnderLock)
    {
    }

    private protected override Proposal? Propose(FixTarget target)
    {
        if (target.Diagnostic.AdditionalLocations is not { Count: > 0 } acquired
            || acquired[0].SourceTree != target.Root.SyntaxTree
            || target.Root.FindNode(acquired[0].SourceSpan, getInnermostNodeForTie: true) is not InvocationExpressionSyntax { ArgumentList.Arguments: { Count: > 0 } arguments }
            || OwnField.Of(target.Model.GetSymbolInfo(LockedPlaces.Bare(arguments[0].Expression), target.Cancellation).Symbol, target.Model, target.Cancellation) is not { } field
            || SemaphoreForMonitor.In(field, target.Model, target.Cancellation) is not { } repaired)
        {
            return null;
        }

        return new Proposal(Title, Title, target.Root.ReplaceNode(field.Type, repaired), field.Type);
    }
}
