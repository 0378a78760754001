using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace Unravel.CodeFixes.Edits;

/// <summary>
/// A private object whose monitor is taken becomes a semaphore with one place, at every use. A semaphore makes its own
/// holder wait, so a type is left alone when one of its members that take the lock is used by another.
/// </summary>
internal static class SemaphoreForMonitor
{
    private static readonly SyntaxAnnotation s_spliced = new("spliced");

    public static TypeDeclarationSyntax? In(OwnField field, SemanticModel model, CancellationToken cancellation)
    {
        if (field.Symbol.Type.SpecialType != SpecialType.System_Object
            || field.Value is not { Initializer: null, ArgumentList: null or { Arguments.Count: 0 } }
            || MonitorUses.Of(field, model, cancellation) is not { } uses
            || MayBeTakenTwice(field, uses))
        {
            return null;
        }

        var name = TypeNames.TypeAt(model, field.Declaration.SpanStart, "System.Threading", "SemaphoreSlim");
        var rewritten = field.Type.ReplaceNodes(
            uses.Concat([field.Declaration.Type, field.Value]),
            (old, now) => old == field.Declaration.Type ? name.WithTriviaFrom(old)
                : old == field.Value ? Created((BaseObjectCreationExpressionSyntax)now, name)
                : old is InvocationExpressionSyntax call ? Called(call)
                : Guarded((LockStatementSyntax)old, (LockStatementSyntax)now));
        return Spliced(rewritten);
    }

    private static bool MayBeTakenTwice(OwnField field, IReadOnlyList<SyntaxNode> uses)
    {
        if (uses.Any(use => uses.Any(other => other != use && other is LockStatementSyntax { Statement: var body } && body.Span.Contains(use.Span))))
        {
            return true;
        }

        foreach (var member in uses.GroupBy(static use => use.FirstAncestorOrSelf<MemberDeclarationSyntax>()))
        {
            if (member.Select(Functions.Around).Distinct().Count() > 1)
            {
                return true;
            }

            var name = member.Key switch
            {
                MethodDeclarationSyntax method => method.Identifier.ValueText,
                PropertyDeclarationSyntax property => property.Identifier.ValueText,
                ConstructorDeclarationSyntax or DestructorDeclarationSyntax => null,
                _ => "", // an operator or an indexer, whose uses have no name
            };
            if (name is not null && (name.Length == 0 || field.Type.DescendantNodes().OfType<SimpleNameSyntax>().Any(use => use.Identifier.ValueText == name)))
            {
                return true;
            }
        }

        return false;
    }

    private static ExpressionSyntax Created(BaseObjectCreationExpressionSyntax value, TypeSyntax name)
    {
        var arguments = SyntaxFactory.ParseArgumentList("(1, 1)");
        return (value is ObjectCreationExpressionSyntax { Type: var type } named
            ? named.WithType(name.WithLeadingTrivia(type.GetLeadingTrivia())).WithArgumentList(arguments)
            : value.WithArgumentList(arguments)).WithTriviaFrom(value);
    }

    private static ExpressionSyntax Called(InvocationExpressionSyntax call)
    {
        var semaphore = MonitorUses.ObjectOf(call);
        return (MonitorUses.NameOf(call) switch
        {
            "Exit" => SyntaxFactory.ParseExpression($"{semaphore}.Release()"),
            "Enter" => Acquired(semaphore, "", call),
            _ => Acquired(semaphore, MonitorUses.TimeoutOf(call) is { Length: > 0 } timeout ? timeout : "0", call),
        }).WithTriviaFrom(call);
    }

    private static BlockSyntax Guarded(LockStatementSyntax old, LockStatementSyntax now)
    {
        var semaphore = MonitorUses.ObjectOf(now);
        var acquire = SyntaxFactory.ExpressionStatement(Acquired(semaphore, "", old)).WithLeadingTrivia(now.GetLeadingTrivia());
        var release = SyntaxFactory.ExpressionStatement(SyntaxFactory.ParseExpression($"{semaphore}.Release()"));
        var body = now.Statement is not BlockSyntax block ? SyntaxFactory.Block(now.Statement)
            : block.ToString().Contains('\n') ? block
            : SyntaxFactory.Block(block.Statements); // on one line
        var guarded = SyntaxFactory.TryStatement(body.WithoutTrailingTrivia(), default, SyntaxFactory.FinallyClause(SyntaxFactory.Block(release)))
            .WithTrailingTrivia(now.GetTrailingTrivia());
        return SyntaxFactory.Block(acquire, guarded).WithAdditionalAnnotations(Formatter.Annotation, s_spliced);
    }

    // Under another lock statement, and where no await can be, the thread waits as it did.
    private static ExpressionSyntax Acquired(ExpressionSyntax semaphore, string timeout, SyntaxNode use)
    {
        var function = Functions.Around(use);
        var maySuspend = function is not null && Functions.IsAsync(function)
            && !use.Ancestors().TakeWhile(node => node != function).Any(static node => node is LockStatementSyntax or UnsafeStatementSyntax);
        var call = SyntaxFactory.ParseExpression(maySuspend ? $"await {semaphore}.WaitAsync({timeout})" : $"{semaphore}.Wait({timeout})");
        return maySuspend && use.Parent is MemberAccessExpressionSyntax ? SyntaxFactory.ParenthesizedExpression(call) : call;
    }

    /// <summary>The two statements in place of a lock statement stand in the block that it stood in.</summary>
    private static TypeDeclarationSyntax Spliced(TypeDeclarationSyntax type)
    {
        while (type.GetAnnotatedNodes(s_spliced).OfType<BlockSyntax>().FirstOrDefault(static block => block.Parent is BlockSyntax) is { } block)
        {
            var around = (BlockSyntax)block.Parent!;
            var statements = block.Statements.Select(static statement => statement.WithAdditionalAnnotations(Formatter.Annotation));
            type = type.ReplaceNode(around, around.WithStatements(around.Statements.ReplaceRange(block, statements)));
        }

        return type;
    }
}
