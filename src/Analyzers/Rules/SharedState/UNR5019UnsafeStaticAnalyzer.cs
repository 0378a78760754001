using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Knowledge;
using Unravel.Analyzers.Scopes;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.SharedState;

/// <summary>Reports calls that change an object in a static field when objects of its type are for one thread at a time.</summary>
public sealed class UNR5019UnsafeStaticAnalyzer : RuleAnalyzer
{
    private static readonly DiagnosticDescriptor s_descriptor = Describe.Rule(RuleIds.UnsafeStatic);

    public UNR5019UnsafeStaticAnalyzer()
        : base(s_descriptor)
    {
    }

    private protected override void Start(CompilationSubscriptions context, ConcurrencyKnowledge knowledge)
    {
        var table = MemberTable.Load("UnsafeMembers", context.Compilation, context.Options, context.CancellationToken);
        UnlockedReports.Register(
            context,
            knowledge.LockingCalls,
            static text => text.Has("static"),
            operation => Check(operation, table, knowledge),
            OperationKind.Invocation);
    }

    private static Diagnostic? Check(SeenOperation context, MemberTable table, ConcurrencyKnowledge knowledge)
    {
        var call = (IInvocationOperation)context.Operation;
        return call.Instance?.Unwrapped() is IFieldReferenceOperation { Field: { IsStatic: true } field }
            && table.Has("changes", call.TargetMethod)
            && SymbolEqualityComparer.Default.Equals(field.ContainingType, context.ContainingSymbol.ContainingType)
            && !field.GetAttributes().Any(static data => data.AttributeClass?.Name == "ThreadStaticAttribute")
            && IsMadeHere(field)
            && IsForSeveralThreads(call, context.ContainingSymbol)
            && !Enclosing.MayBeUnderLock(call, knowledge.LockingCalls)
                ? Diagnostic.Create(s_descriptor, call.Syntax.GetLocation(), call.Syntax.InWords(), field.Name, field.Type.Name)
                : null;
    }

    // new Random(), MD5.Create(): what comes from elsewhere may be a safe kind of it, as Random.Shared is.
    private static bool IsMadeHere(IFieldSymbol field) => field.DeclaringSyntaxReferences.Any(static reference =>
        reference.GetSyntax() is VariableDeclaratorSyntax
        {
            Initializer.Value: BaseObjectCreationExpressionSyntax
                or InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Create" or "CreateEncryptor" or "CreateDecryptor" or "CreateHash" or "GetDecoder" or "GetEncoder" } },
        });

    // A program with static members and one thread is all right.
    private static bool IsForSeveralThreads(IOperation operation, ISymbol member)
    {
        if (member is not IMethodSymbol { MethodKind: not (MethodKind.Constructor or MethodKind.StaticConstructor or MethodKind.Destructor) } method)
        {
            return false;
        }

        for (var current = operation; current is not null; current = current.Parent)
        {
            if (current is IAnonymousFunctionOperation lambda && (lambda.Symbol.IsAsync || DelegateUses.Of(lambda).Kind == DelegateUseKind.Concurrent))
            {
                return true;
            }
        }

        return !method.IsStatic || (method.IsAsync && method.Name is not ("Main" or "<Main>$"));
    }
}
