"""Say what rises and falls from week to week, team to team and agent to agent."""
