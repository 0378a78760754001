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

        var all = LockedPlaces.In(type).Where(place => place.FirstAncestorOrSelf<TypeDeclarationSyntax>() == type).ToList();
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
        var isStatic = places.Exists(place => target.Model.GetEnclosingSymbol(place.SpanStart, target.Cancellation) is { } around && IsInStatic(around));
        var name = LockField.FreeName(symbol, isStatic ? "s_gate" : "_gate", []);
        var field = LockField.Declare(type, name, isStatic, places.TrueForAll(static place => place.Parent is LockStatementSyntax), target.Model);
        var spare = locked is ILocalSymbol local ? SpareDeclaration(local, places, target) : null;
        var rewritten = type.TrackNodes(places.Concat(spare is null ? [] : new SyntaxNode[] { spare }));
        rewritten = rewritten.ReplaceNodes(places.Select(place => rewritten.GetCurrentNode(place)!), (place, _) => SyntaxFactory.IdentifierName(name).WithTriviaFrom(place));
        if (spare is not null)
        {
            rewritten = Without(rewritten.GetCurrentNode(spare)!, rewritten);
        }

        rewritten = (TypeDeclarationSyntax)rewritten.WithMembers(rewritten.Members.Insert(0, field));
        return new Proposal(Title, Title, target.Root.ReplaceNode(type, rewritten), type);
    }

    private static bool Is(ExpressionSyntax place, ISymbol locked, FixTarget target) =>
        SymbolEqualityComparer.Default.Equals(target.Model.GetSymbolInfo(LockedPlaces.Bare(place), target.Cancellation).Symbol, locked);

    private static bool IsInStatic(ISymbol around)
    {
        while (around is IMethodSymbol { MethodKind: MethodKind.AnonymousFunction or MethodKind.LocalFunction, IsStatic: false } inner)
        {
            around = inner.ContainingSymbol;
        }

        return around.IsStatic;
    }

    /// <summary>What stands before the statement, a comment or a blank line, stands before the next one then.</summary>
    private static TypeDeclarationSyntax Without(LocalDeclarationStatementSyntax spare, TypeDeclarationSyntax type)
    {
        var block = (BlockSyntax)spare.Parent!;
        var next = block.Statements[block.Statements.IndexOf(spare) + 1];
        var statements = block.Statements.Replace(next, next.WithLeadingTrivia(spare.GetLeadingTrivia()));
        return type.ReplaceNode(block, block.WithStatements(statements.RemoveAt(block.Statements.IndexOf(spare))));
    }

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
