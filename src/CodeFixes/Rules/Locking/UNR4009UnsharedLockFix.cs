using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Unravel.Catalog;
using Unravel.CodeFixes.Edits;

namespace Unravel.CodeFixes.Rules.Locking;

/// <summary>
/// Gives the type a lock in place of a new object, a boxed value or a local. Primitives that a call makes for itself have no
/// such repair: a semaphore as a field has to be disposed by somebody.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UNR4009UnsharedLockFix))]
public sealed class UNR4009UnsharedLockFix : RuleFix
{
    private const string Title = "Lock a private object of the type";

    public UNR4009UnsharedLockFix()
        : base(RuleIds.UnsharedLock)
    {
    }

    private protected override Proposal? Propose(FixTarget target)
    {
        if (target.Reported.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } type
            || target.Model.GetDeclaredSymbol(type, target.Cancellation) is not INamedTypeSymbol symbol
            || !LockedPlaces.CanHaveLock(type, symbol))
        {
            return null;
        }

        var all = LockedPlaces.OwnOf(type).ToList();
        if (all.Find(place => place.Span.Contains(target.Reported.Span)) is not { } reported)
        {
            return null;
        }

        // Enter(new object()) is never left: only a statement takes an object that has no name.
        var locked = target.Model.GetSymbolInfo(LockedPlaces.Bare(reported), target.Cancellation).Symbol;
        if (locked is not (IFieldSymbol or ILocalSymbol) && reported.Parent is not LockStatementSyntax)
        {
            return null;
        }

        var places = locked is IFieldSymbol or ILocalSymbol ? all.FindAll(place => Is(place, locked, target)) : [reported];
        var spare = locked is ILocalSymbol local ? SpareDeclaration(local, places, target) : null;
        return new Proposal(Title, Title, target.Root.ReplaceNode(type, OwnLock.InsteadOf(places, spare, type, symbol, target)), type);
    }

    private static bool Is(ExpressionSyntax place, ISymbol locked, FixTarget target) =>
        SymbolEqualityComparer.Default.Equals(target.Model.GetSymbolInfo(LockedPlaces.Bare(place), target.Cancellation).Symbol, locked);

    /// <summary>The statement that declares the local, when the locks are all that uses it.</summary>
    private static LocalDeclarationStatementSyntax? SpareDeclaration(ILocalSymbol local, List<ExpressionSyntax> places, FixTarget target)
    {
        if (local.DeclaringSyntaxReferences is not { Length: 1 } declared
            || declared[0].GetSyntax(target.Cancellation) is not VariableDeclaratorSyntax { Initializer.Value: BaseObjectCreationExpressionSyntax { Initializer: null } } declarator
            || declarator.Parent is not VariableDeclarationSyntax { Variables.Count: 1, Parent: LocalDeclarationStatementSyntax { Parent: BlockSyntax block } statement }
            || statement == block.Statements.Last()
            || statement.GetTrailingTrivia().Any(static trivia => !trivia.IsKind(SyntaxKind.WhitespaceTrivia) && !trivia.IsKind(SyntaxKind.EndOfLineTrivia)))
        {
            return null;
        }

        var uses = block.DescendantNodes().OfType<IdentifierNameSyntax>().Where(name => name.Identifier.ValueText == local.Name);
        return uses.All(use => places.Exists(place => place.Span.Contains(use.Span))) ? statement : null;
    }
}
